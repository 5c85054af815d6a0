// The scripts of the book: search and comparison, from data in files beside them, so that they work where the
// book is read from a folder. They put nothing but text into the page.
#pragma once

#include <string_view>

namespace convenio::book {

inline constexpr std::string_view search_script = R"js("use strict";
// `bookIndex`: [kind, title, where, address, further words] of each entry.
(function () {
  const field = document.getElementById("words");
  const list = document.getElementById("found");
  const status = document.getElementById("status");
  const most = 100;
  const plain = function (text) {
    return text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[_\s]+/g, " ").trim();
  };
  const entries = bookIndex.map(function (one) {
    const title = plain(one[1]);
    return { one: one, title: title, words: title.split(/[^\p{L}\p{N}]+/u), all: plain(one.join(" ")) };
  });
  const kinds = { text: 6, article: 5, "not encoded": 3, question: 3, package: 4, test: -3 };
  const score = function (entry, words, whole) {
    let sum = kinds[entry.one[0]] || 0;
    if (entry.title === whole) sum += 100;
    for (const word of words) {
      if (!entry.all.includes(word)) return -1;
      if (entry.words.includes(word)) sum += 20;
      else if (entry.words.some(function (one) { return one.startsWith(word); })) sum += 12;
      else if (entry.title.includes(word)) sum += 6;
    }
    return sum + 50;
  };
  const show = function () {
    const whole = plain(field.value);
    const words = whole.split(" ").filter(function (word) { return word !== ""; });
    list.textContent = "";
    if (words.length === 0) {
      status.textContent = "";
      return;
    }
    const found = [];
    entries.forEach(function (entry, place) {
      const points = score(entry, words, whole);
      if (points >= 0) found.push([points, place]);
    });
    found.sort(function (a, b) { return b[0] - a[0] || a[1] - b[1]; });
    for (const pair of found.slice(0, most)) {
      const one = entries[pair[1]].one;
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = one[3];
      link.textContent = one[1];
      const about = document.createElement("span");
      about.className = "small";
      about.textContent = " " + one[0] + (one[2] === "" ? "" : ", " + one[2]);
      item.append(link, about);
      list.append(item);
    }
    status.textContent = found.length === 0 ? "Nothing found. Every word must occur."
      : found.length === 1 ? "1 place found."
      : found.length > most ? "The first " + most + " of " + found.length + " places." : found.length + " places found.";
  };
  const read = function () {
    try {
      field.value = decodeURIComponent(location.hash.slice(1));
    } catch (trouble) {
      field.value = "";
    }
    show();
  };
  document.getElementById("ask").hidden = false;
  field.addEventListener("input", function () {
    history.replaceState(null, "", "#" + encodeURIComponent(field.value));
    show();
  });
  window.addEventListener("hashchange", read);
  read();
})();
)js";

inline constexpr std::string_view compare_script = R"js("use strict";
// `bookTexts`: the texts, with their sections; `bookPairs`: of two texts, "left,right" in that order of the list, which
// sections stand side by side, and by what.
(function () {
  const chosen = [document.getElementById("left"), document.getElementById("right")];
  const result = document.getElementById("result");
  const status = document.getElementById("status");
  const make = function (name, kind, content) {
    const element = document.createElement(name);
    if (kind !== "") element.className = kind;
    if (content !== undefined) element.textContent = content;
    return element;
  };
  const titled = function (name, heading, title) {
    const element = make(name, "", heading);
    if (title !== "") element.append(" ", make("span", "title", title));
    return element;
  };
  const band = function (kind, head, sentences) {
    const element = make("div", kind);
    const paragraph = make("p", "");
    paragraph.append(make("strong", "", head));
    const list = make("ul", "");
    for (const sentence of sentences) list.append(make("li", "", sentence));
    element.append(paragraph, list);
    return element;
  };
  const side = function (text, section) {
    const element = make("div", "side");
    element.append(make("p", "of", text.title));
    const heading = titled("h3", "", section.title);
    const link = make("a", "", section.heading);
    link.href = section.address;
    heading.prepend(link);
    element.append(heading, make("p", "measure", section.measure));
    if (section.gaps.length > 0) element.append(band("gap", "Not encoded", section.gaps));
    if (section.doubts.length > 0) element.append(band("doubt", "Not verified", section.doubts));
    for (const block of section.blocks) {
      if (block.heading !== "") element.append(titled("h4", block.heading, block.title));
      if (block.says.length > 0) {
        const list = make("dl", "");
        for (const one of block.says) {
          list.append(make("dt", "", one[0]));
          for (const sentence of one.slice(1)) list.append(make("dd", "", sentence));
        }
        element.append(list);
      }
      const rules = make("pre", "");
      rules.append(make("code", "", block.rules));
      element.append(rules);
    }
    return element;
  };
  const row = function (texts, pair) {
    const element = make("div", "versus");
    if (pair[2] !== "") element.append(make("p", "small", "Both: " + pair[2]));
    for (const n of [0, 1]) {
      if (pair[n] >= 0) element.append(side(texts[n], texts[n].sections[pair[n]]));
    }
    return element;
  };
  const show = function () {
    const numbers = chosen.map(function (one) { return Number(one.value); });
    const texts = numbers.map(function (number) { return bookTexts[number]; });
    const turned = numbers[0] > numbers[1];
    result.textContent = "";
    if (numbers[0] === numbers[1]) {
      status.textContent = "Choose two different texts.";
      return;
    }
    const pairs = (bookPairs[turned ? numbers[1] + "," + numbers[0] : numbers[0] + "," + numbers[1]] || [])
      .map(function (one) { return turned ? [one[1], one[0], one[2]] : one; });
    const alone = [0, 1].map(function (n) {
      return texts[n].sections.map(function (section, place) { return place; })
        .filter(function (place) { return !pairs.some(function (pair) { return pair[n] === place; }); });
    });
    pairs.sort(function (a, b) { return a[0] - b[0]; });
    const part = function (title, rows) {
      if (rows.length === 0) return;
      result.append(make("h2", "flow", title));
      for (const one of rows) result.append(row(texts, one));
    };
    part("Side by side", pairs);
    part("Only in " + texts[0].title, alone[0].map(function (place) { return [place, -1, ""]; }));
    part("Only in " + texts[1].title, alone[1].map(function (place) { return [-1, place, ""]; }));
    const count = pairs.filter(function (pair) { return pair[2] !== ""; }).length;
    status.textContent = count + (count === 1 ? " pair of articles" : " pairs of articles") + " side by side; " +
      alone[0].length + " only in the first text, " + alone[1].length + " only in the second.";
  };
  const read = function () {
    let names = [];
    try {
      names = location.hash.slice(1).split("/").map(decodeURIComponent);
    } catch (trouble) {
      names = [];
    }
    chosen.forEach(function (one, n) {
      const found = bookTexts.findIndex(function (text) { return text.name === names[n]; });
      one.value = String(found >= 0 ? found : Math.min(n, bookTexts.length - 1));
    });
    show();
  };
  for (const one of chosen) {
    bookTexts.forEach(function (text, place) {
      const option = make("option", "", text.title);
      option.value = String(place);
      one.append(option);
    });
    one.addEventListener("change", function () {
      history.replaceState(null, "", "#" + chosen.map(function (each) {
        return encodeURIComponent(bookTexts[Number(each.value)].name);
      }).join("/"));
      show();
    });
  }
  document.getElementById("ask").hidden = false;
  window.addEventListener("hashchange", read);
  read();
})();
)js";

}  // namespace convenio::book
