# Completion of vadash for bash: the program itself says what may stand at the cursor.
_vadash() {
    local words=() word line text cur glued tab=$'\t'
    # Bash takes words apart at = and :, the program does not.
    for word in "${COMP_WORDS[@]:1:COMP_CWORD}"; do
        if ((${#words[@]})) && [[ $word == [=:]* || ${words[${#words[@]} - 1]} == *[=:] && -n $word ]]; then
            words[${#words[@]} - 1]+=$word
        else
            words+=("$word")
        fi
    done
    ((${#words[@]})) || words=("")
    cur=${words[${#words[@]} - 1]}
    # What bash takes for words before the last one stays as it is.
    glued=${cur%"${COMP_WORDS[COMP_CWORD]}"}
    [[ ${COMP_WORDS[COMP_CWORD]} == [=:]* ]] && glued=$cur
    local found=() notes=()
    while IFS= read -r line; do
        text=${line%%"$tab"*}
        if [[ $text == :files ]]; then
            compopt -o filenames 2>/dev/null
            while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
            return
        fi
        found+=("${text#"$glued"}")
        notes+=("${line#*"$tab"}")
    done < <("${COMP_WORDS[0]}" complete -- "${words[@]}" 2>/dev/null)
    if ((${#found[@]} == 1)); then
        COMPREPLY=("${found[0]}")
        [[ ${found[0]} == *[=/:] ]] && compopt -o nospace 2>/dev/null
        return
    fi
    local at
    for at in "${!found[@]}"; do
        # Where a list is shown and not gone through, what numbers stand for is shown with them.
        if [[ $COMP_TYPE != 37 && ${found[at]} == [0-9]* && -n ${notes[at]} ]]; then
            COMPREPLY+=("${found[at]}  (${notes[at]})")
        else
            COMPREPLY+=("${found[at]}")
        fi
    done
}
complete -F _vadash vadash
