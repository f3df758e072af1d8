#compdef vadash
# Completion of vadash for zsh: the program itself says what may stand at the cursor.
_vadash() {
    local -a found shown
    local line text note
    for line in "${(@f)$(${words[1]} complete -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        text=${line%%$'\t'*}
        note=${line#*$'\t'}
        [[ -n $text ]] || continue
        if [[ $text == ':files' ]]; then
            _files
            return
        fi
        found+=("$text")
        shown+=("$text${note:+  -- $note}")
    done
    (( $#found )) || return 1
    if [[ $#found -eq 1 && $found[1] == *[=/:] ]]; then
        compadd -U -S '' -l -d shown -a found
    else
        compadd -U -l -d shown -a found
    fi
}
if [[ $funcstack[1] == _vadash ]]; then
    _vadash "$@"
else
    compdef _vadash vadash
fi
