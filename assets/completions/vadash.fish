# Completion of vadash for fish: the program itself says what may stand at the cursor.
function __vadash_complete
    set -l words (commandline -opc)
    set -l found ($words[1] complete -- $words[2..-1] (commandline -ct) 2>/dev/null)
    if test "$found[1]" = ":files"
        __fish_complete_path (commandline -ct)
    else
        printf '%s\n' $found
    end
end
complete -c vadash -f -a '(__vadash_complete)'
