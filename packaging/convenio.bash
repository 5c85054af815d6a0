# Completion of the program convenio in bash. Commands and options are those that its --help shows.
_convenio() {
  local cur prev words cword
  _init_completion || return
  local commands command='' word
  commands=$("$1" --help 2>/dev/null | sed -n '/^Subcommands:/,/^$/s/^  \([a-z-]*\) .*/\1/p')
  for word in "${words[@]:1:cword-1}"; do
    if [[ " ${commands//$'\n'/ } " == *" $word "* ]]; then
      command=$word
      break
    fi
  done
  case $prev in
    --rules)
      _filedir -d
      return
      ;;
    --output)
      _filedir
      return
      ;;
  esac
  if [[ $cur == -* ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$("$1" $command --help 2>/dev/null | grep -oE '^  (-h,)?--[a-z-]+' |
      grep -oE -- '--[a-z-]+')" -- "$cur")
  elif [[ -z $command ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$commands" -- "$cur")
  else
    _filedir
  fi
} && complete -F _convenio convenio
