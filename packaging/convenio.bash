# Completion of the program convenio in bash: the commands and options that its --help shows; file names elsewhere.
_convenio() {
  local current=${COMP_WORDS[COMP_CWORD]} command='' commands word
  commands=$("$1" --help 2>/dev/null | sed -n '/^Subcommands:/,/^$/s/^  \([a-z-]*\) .*/\1/p')
  for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [[ -z $command && $'\n'$commands$'\n' == *$'\n'"$word"$'\n'* ]]; then command=$word; fi
  done
  COMPREPLY=()
  case ${COMP_WORDS[COMP_CWORD - 1]} in
    --rules | --program | --output | --resume) return ;;
  esac
  if [[ $current == -* ]]; then
    word=$("$1" $command --help 2>/dev/null | grep -oE '^  (-h,)?--[a-z-]+' | grep -oE -- '--[a-z-]+')
    mapfile -t COMPREPLY < <(compgen -W "$word" -- "$current")
  elif [[ -z $command ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$current")
  fi
}
complete -o default -F _convenio convenio
