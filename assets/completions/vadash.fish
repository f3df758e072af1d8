# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_vadash_global_optspecs
    string join \n db= config= now= json demo h/help V/version
end

function __fish_vadash_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_vadash_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_vadash_using_subcommand
    set -l cmd (__fish_vadash_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c vadash -n "__fish_vadash_needs_command" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_needs_command" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_needs_command" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_needs_command" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_needs_command" -l demo -d 'open the screen on a throw-away database full of believable data'
complete -c vadash -n "__fish_vadash_needs_command" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_needs_command" -s V -l version -d 'Print version'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "start" -d 'Start the timer for a client; one that runs is stopped at the same instant'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "stop" -d 'Stop the timer'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "keep" -d 'Say that the timer runs rightly, so that nobody asks whether it was forgotten'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "switch" -d 'Stop the timer and start it for another client at the same instant'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "resume" -d 'Start the timer again for what an entry was about, the last one if none is named'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "cancel" -d 'Drop the running timer as if it had never been started'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "log" -d 'Log time for a client'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "status" -d 'What runs, the next meeting, alerts; made for a prompt or status bar'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "entry" -d 'Entries: pieces of time worked'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "client" -d 'Clients'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "service" -d 'Services: kinds of work with their own rate'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "rate" -d 'Rates per hour'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "agreement" -d 'Retainers and blocks of hours'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "retainers" -d 'Hours left per retainer and block, the tightest first'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "unbilled" -d 'Time not billed yet, per client and currency'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "statement" -d 'What a client reads of a cycle: hours used and left, the work, and what it comes to'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "task" -d 'Tasks'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "event" -d 'Events on the calendar'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "agenda" -d 'The schedule of a week, or from one day to another'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "free" -d 'When there is time for a meeting, as text for a mail'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "undo" -d 'Take the newest step back, or an old one alone'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "redo" -d 'Do again what was taken back'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "restore" -d 'Bring back what was deleted: a record, or one of a series'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "history" -d 'The steps, newest first'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "filter" -d 'Filters saved by a name'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "import" -d 'Take data in'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "export" -d 'Give data out'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "db" -d 'The database'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "config" -d 'The configuration'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "remind" -d 'Tell reminders without a screen, until it is ended: as a service, or for another machine'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "snooze" -d 'Put a reminder off: the last one told, or that of a meeting or a task'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "notify" -d 'Notifications'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "completions" -d 'A shell\'s completion script'
complete -c vadash -n "__fish_vadash_needs_command" -f -a "man" -d 'The manual page'
complete -c vadash -n "__fish_vadash_using_subcommand start" -l service -d 'the kind of work [service code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand start" -l task -d 'the task it is for [task number]' -r
complete -c vadash -n "__fish_vadash_using_subcommand start" -l event -d 'the meeting it is [event number]' -r
complete -c vadash -n "__fish_vadash_using_subcommand start" -l at -d 'when it began, if not now [9:30 | -20m | yesterday 15:00]' -r
complete -c vadash -n "__fish_vadash_using_subcommand start" -l tag -d 'a tag [word]' -r
complete -c vadash -n "__fish_vadash_using_subcommand start" -l overlap -d 'what to do about time already logged [keep | cut]' -r
complete -c vadash -n "__fish_vadash_using_subcommand start" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand start" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand start" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand start" -l rush -d 'rush work'
complete -c vadash -n "__fish_vadash_using_subcommand start" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand start" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand stop" -l at -d 'when it ended, if not now [9:30 | -20m | yesterday 15:00]' -r
complete -c vadash -n "__fish_vadash_using_subcommand stop" -l gap -d 'for whom the time since then was [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand stop" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand stop" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand stop" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand stop" -l again -d 'and start the same again from now'
complete -c vadash -n "__fish_vadash_using_subcommand stop" -l force -d 'even if that is more than 24 h'
complete -c vadash -n "__fish_vadash_using_subcommand stop" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand stop" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand keep" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand keep" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand keep" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand keep" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand keep" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand switch" -l service -d 'the kind of work [service code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand switch" -l task -d 'the task it is for [task number]' -r
complete -c vadash -n "__fish_vadash_using_subcommand switch" -l event -d 'the meeting it is [event number]' -r
complete -c vadash -n "__fish_vadash_using_subcommand switch" -l at -d 'when it began, if not now [9:30 | -20m | yesterday 15:00]' -r
complete -c vadash -n "__fish_vadash_using_subcommand switch" -l tag -d 'a tag [word]' -r
complete -c vadash -n "__fish_vadash_using_subcommand switch" -l overlap -d 'what to do about time already logged [keep | cut]' -r
complete -c vadash -n "__fish_vadash_using_subcommand switch" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand switch" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand switch" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand switch" -l rush -d 'rush work'
complete -c vadash -n "__fish_vadash_using_subcommand switch" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand switch" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand resume" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand resume" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand resume" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand resume" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand resume" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand cancel" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand cancel" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand cancel" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand cancel" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand cancel" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand log" -l on -d 'the day, if not today [yesterday | fri | -3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand log" -l service -d 'the kind of work [service code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand log" -l task -d 'the task it was for [task number]' -r
complete -c vadash -n "__fish_vadash_using_subcommand log" -l event -d 'the meeting it was [event number]' -r
complete -c vadash -n "__fish_vadash_using_subcommand log" -l bill-as -d 'minutes to bill, instead of rounding [15 | 15m]' -r
complete -c vadash -n "__fish_vadash_using_subcommand log" -l tag -d 'a tag [word]' -r
complete -c vadash -n "__fish_vadash_using_subcommand log" -l overlap -d 'what to do about time already logged [keep | cut]' -r
complete -c vadash -n "__fish_vadash_using_subcommand log" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand log" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand log" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand log" -l rush -d 'rush work'
complete -c vadash -n "__fish_vadash_using_subcommand log" -l gift -d 'shown to the client, charged nothing'
complete -c vadash -n "__fish_vadash_using_subcommand log" -l no-bill -d 'not billable'
complete -c vadash -n "__fish_vadash_using_subcommand log" -l force -d 'even if it is more than 24 h'
complete -c vadash -n "__fish_vadash_using_subcommand log" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand log" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand status" -l format -d 'a line with {client} {name} {note} {elapsed} {today} {next} {next_in} {alerts}' -r
complete -c vadash -n "__fish_vadash_using_subcommand status" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand status" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand status" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand status" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand status" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and not __fish_seen_subcommand_from list show edit shift split join move repeat rm" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and not __fish_seen_subcommand_from list show edit shift split join move repeat rm" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and not __fish_seen_subcommand_from list show edit shift split join move repeat rm" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and not __fish_seen_subcommand_from list show edit shift split join move repeat rm" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and not __fish_seen_subcommand_from list show edit shift split join move repeat rm" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and not __fish_seen_subcommand_from list show edit shift split join move repeat rm" -f -a "list" -d 'List entries by date and start'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and not __fish_seen_subcommand_from list show edit shift split join move repeat rm" -f -a "show" -d 'One entry whole, with its history'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and not __fish_seen_subcommand_from list show edit shift split join move repeat rm" -f -a "edit" -d 'Change an entry; editing one end never moves the other'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and not __fish_seen_subcommand_from list show edit shift split join move repeat rm" -f -a "shift" -d 'Move an entry\'s start or end by an amount'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and not __fish_seen_subcommand_from list show edit shift split join move repeat rm" -f -a "split" -d 'Split an entry at a time into two that touch'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and not __fish_seen_subcommand_from list show edit shift split join move repeat rm" -f -a "join" -d 'Join two entries of a client that touch, or two durations of a day'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and not __fish_seen_subcommand_from list show edit shift split join move repeat rm" -f -a "move" -d 'Give an entry to another client'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and not __fish_seen_subcommand_from list show edit shift split join move repeat rm" -f -a "repeat" -d 'Log the same again'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and not __fish_seen_subcommand_from list show edit shift split join move repeat rm" -f -a "rm" -d 'Delete an entry'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from list" -l from -d 'the first day [yesterday | fri | -3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from list" -l to -d 'the day after the last [yesterday | fri | -3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from list" -l client -d 'of one client [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from list" -l state -d 'of one state [running | open | invoiced]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from list" -l limit -d 'only the last so many [number]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from list" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from list" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from list" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from list" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from show" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from show" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from show" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from show" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l client -d 'for whom [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l service -d 'the kind of work, or none [service code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l task -d 'the task, or none [task number]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l note -d 'what you did' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l tag -d 'its tags from now on, or none [word]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l start -d 'when it began [9:30 | -20m | yesterday 15:00]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l end -d 'when it ended [9:30 | -20m | yesterday 15:00]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l duration -d 'how long it was [1h30 | 90m | 1:30]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l date -d 'the day, of an entry without clock times [yesterday | fri | -3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l rush -d 'rush work [yes | no]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l billable -d 'can be charged [yes | no]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l gift -d 'shown to the client, charged nothing [yes | no]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l bill-as -d 'minutes to bill instead of rounding, or none [15 | 15m]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l rate -d 'rate per hour for this entry alone, or none [45 | 45.50]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l overlap -d 'what to do about time already logged [keep | cut]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l together -d 'a neighbour that touches an end which moves goes along'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l force -d 'even if it is more than 24 h'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from shift" -l start -d 'how far; -15m is earlier [1h30 | -45m]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from shift" -l end -d 'how far; without clock times, how much longer [1h30 | -45m]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from shift" -l overlap -d 'what to do about time already logged [keep | cut]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from shift" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from shift" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from shift" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from shift" -l together -d 'a neighbour that touches an end goes along'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from shift" -l force -d 'even if it is more than 24 h'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from shift" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from shift" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from split" -l at -d 'where [9:30 | -20m | yesterday 15:00]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from split" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from split" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from split" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from split" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from split" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from join" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from join" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from join" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from join" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from join" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from move" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from move" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from move" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from move" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from move" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from repeat" -l on -d 'the day, if not today [yesterday | fri | -3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from repeat" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from repeat" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from repeat" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from repeat" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from repeat" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from rm" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from rm" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from rm" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from rm" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand entry; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand client; and not __fish_seen_subcommand_from add list show edit archive" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and not __fish_seen_subcommand_from add list show edit archive" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and not __fish_seen_subcommand_from add list show edit archive" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and not __fish_seen_subcommand_from add list show edit archive" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand client; and not __fish_seen_subcommand_from add list show edit archive" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand client; and not __fish_seen_subcommand_from add list show edit archive" -f -a "add" -d 'Add a client'
complete -c vadash -n "__fish_vadash_using_subcommand client; and not __fish_seen_subcommand_from add list show edit archive" -f -a "list" -d 'List clients'
complete -c vadash -n "__fish_vadash_using_subcommand client; and not __fish_seen_subcommand_from add list show edit archive" -f -a "show" -d 'One client whole'
complete -c vadash -n "__fish_vadash_using_subcommand client; and not __fish_seen_subcommand_from add list show edit archive" -f -a "edit" -d 'Change a client'
complete -c vadash -n "__fish_vadash_using_subcommand client; and not __fish_seen_subcommand_from add list show edit archive" -f -a "archive" -d 'Take a client out of every list, or bring it back'
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -l name -d 'the name as the client writes it' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -l zone -d 'the client\'s time zone [Europe/Berlin]' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -l currency -d 'what the client pays in [EUR]' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -l rate -d 'rate per hour [45 | 45.50]' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -l rounding -d 'how time is rounded [15:up:entry]' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -l minimum -d 'the least time billed for an entry [15 | 15m]' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -l rush-percent -d 'what rush work costs, in percent of the rate [150]' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -l hours -d 'office hours [mon-fri 9-17]' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -l email -d 'the address for invoices' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -l domain -d 'an e-mail domain whose meetings are this client\'s' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -l alias -d 'another name to type' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -l note -d 'what else is to be known' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from list" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from list" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from list" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from list" -l all -d 'archived ones too'
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from list" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from show" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from show" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from show" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from show" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l code -d 'another short name' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l name -d 'the name as the client writes it' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l zone -d 'the client\'s time zone, or none [Europe/Berlin]' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l currency -d 'what the client pays in [EUR]' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l rate -d 'rate per hour from today on [45 | 45.50]' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l rounding -d 'how time is rounded, or none [15:up:entry]' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l minimum -d 'the least time billed for an entry, or none [15 | 15m]' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l rush-percent -d 'what rush work costs, in percent of the rate [150]' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l hours -d 'office hours, or none [mon-fri 9-17]' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l email -d 'the address for invoices, or none' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l domain -d 'the e-mail domains from now on, or none' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l alias -d 'the other names from now on, or none' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l note -d 'what else is to be known, or none' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from archive" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from archive" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from archive" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from archive" -l undo -d 'bring it back'
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from archive" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand client; and __fish_seen_subcommand_from archive" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand service; and not __fish_seen_subcommand_from add list edit archive" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and not __fish_seen_subcommand_from add list edit archive" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and not __fish_seen_subcommand_from add list edit archive" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and not __fish_seen_subcommand_from add list edit archive" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand service; and not __fish_seen_subcommand_from add list edit archive" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand service; and not __fish_seen_subcommand_from add list edit archive" -f -a "add" -d 'Add a service'
complete -c vadash -n "__fish_vadash_using_subcommand service; and not __fish_seen_subcommand_from add list edit archive" -f -a "list" -d 'List services'
complete -c vadash -n "__fish_vadash_using_subcommand service; and not __fish_seen_subcommand_from add list edit archive" -f -a "edit" -d 'Change a service'
complete -c vadash -n "__fish_vadash_using_subcommand service; and not __fish_seen_subcommand_from add list edit archive" -f -a "archive" -d 'Take a service out of every list, or bring it back'
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from add" -l name -d 'the name on a statement' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from add" -l rate -d 'rate per hour [45 | 45.50]' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from add" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from add" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from add" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from add" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from list" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from list" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from list" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from list" -l all -d 'archived ones too'
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from list" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from edit" -l code -d 'another short name' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from edit" -l name -d 'the name on a statement' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from edit" -l rate -d 'rate per hour from today on [45 | 45.50]' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from edit" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from edit" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from edit" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from edit" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from archive" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from archive" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from archive" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from archive" -l undo -d 'bring it back'
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from archive" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand service; and __fish_seen_subcommand_from archive" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand rate; and not __fish_seen_subcommand_from set list why rm" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and not __fish_seen_subcommand_from set list why rm" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and not __fish_seen_subcommand_from set list why rm" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and not __fish_seen_subcommand_from set list why rm" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand rate; and not __fish_seen_subcommand_from set list why rm" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand rate; and not __fish_seen_subcommand_from set list why rm" -f -a "set" -d 'Set what an hour costs, for a client, a service, both, or everything else'
complete -c vadash -n "__fish_vadash_using_subcommand rate; and not __fish_seen_subcommand_from set list why rm" -f -a "list" -d 'List rates'
complete -c vadash -n "__fish_vadash_using_subcommand rate; and not __fish_seen_subcommand_from set list why rm" -f -a "why" -d 'Which rate an entry has, and why'
complete -c vadash -n "__fish_vadash_using_subcommand rate; and not __fish_seen_subcommand_from set list why rm" -f -a "rm" -d 'Delete a rate'
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from set" -l client -d 'for a client [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from set" -l service -d 'for a service [service code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from set" -l from -d 'the first day; the first rate of its kind holds always [today | 1.7. | 2026-07-01]' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from set" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from set" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from set" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from set" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from list" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from list" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from list" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from list" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from why" -l at -d 'as if it had been worked on a day [yesterday | fri | -3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from why" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from why" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from why" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from why" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from why" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from rm" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from rm" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from rm" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from rm" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand rate; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and not __fish_seen_subcommand_from add change adjust pause end list show rm" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and not __fish_seen_subcommand_from add change adjust pause end list show rm" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and not __fish_seen_subcommand_from add change adjust pause end list show rm" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and not __fish_seen_subcommand_from add change adjust pause end list show rm" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and not __fish_seen_subcommand_from add change adjust pause end list show rm" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and not __fish_seen_subcommand_from add change adjust pause end list show rm" -f -a "add" -d 'Add a retainer (hours per cycle) or a block of hours'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and not __fish_seen_subcommand_from add change adjust pause end list show rm" -f -a "change" -d 'Change a retainer\'s terms from a cycle start on'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and not __fish_seen_subcommand_from add change adjust pause end list show rm" -f -a "adjust" -d 'Add or take hours by hand'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and not __fish_seen_subcommand_from add change adjust pause end list show rm" -f -a "pause" -d 'Pause a retainer: no hours and no fee from a cycle start on'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and not __fish_seen_subcommand_from add change adjust pause end list show rm" -f -a "end" -d 'End an agreement after a day'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and not __fish_seen_subcommand_from add change adjust pause end list show rm" -f -a "list" -d 'List agreements'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and not __fish_seen_subcommand_from add change adjust pause end list show rm" -f -a "show" -d 'An agreement with its cycles and draws'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and not __fish_seen_subcommand_from add change adjust pause end list show rm" -f -a "rm" -d 'Delete an agreement'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l hours -d 'hours a cycle, or in the block [20 | 7.5 | 1:30]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l fee -d 'a retainer\'s fee a cycle [45 | 45.50]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l price -d 'a block\'s price [45 | 45.50]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l start -d 'the first day [today | 1.7. | 2026-07-01]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l anchor -d 'the day from which cycles are counted [today | 1.7. | 2026-07-01]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l every -d 'a cycle\'s length [month | 2weeks | 3months]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l rollover -d 'what becomes of unused hours [expire | next_cycle | bank | running | deduct_overruns]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l cap -d 'the most that is rolled over [10h | 50%]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l life -d 'cycles that rolled-over hours live [number]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l order -d 'what is drawn first [rollover_first | base_first | soonest]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l overage-rate -d 'what an hour beyond the allowance costs [45 | 45.50]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l counts -d 'which work counts [billable | all]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l services -d 'the services it covers [service,service]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l first -d 'how a partial first cycle is granted [full | prorated]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l rush-burns -d 'what rush multiplies [money | minutes]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l rounding -d 'how its time is rounded [15:up:entry]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l last-day -d 'a block\'s last usable day [today | fri | +3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -l from -d 'the first day of a cycle [today | 1.7. | 2026-07-01]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -l hours -d 'hours a cycle [20 | 7.5 | 1:30]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -l fee -d 'the fee a cycle [45 | 45.50]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -l rollover -d 'what becomes of unused hours [expire | next_cycle | bank | running | deduct_overruns]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -l cap -d 'the most that is rolled over, or none [10h | 50%]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -l life -d 'cycles that rolled-over hours live, or none [number]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -l order -d 'what is drawn first [rollover_first | base_first | soonest]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -l overage-rate -d 'what an hour beyond the allowance costs, or none [45 | 45.50]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -l counts -d 'which work counts [billable | all]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -l services -d 'the services it covers, or none for all [service,service]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -l rush-burns -d 'what rush multiplies [money | minutes]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -l rounding -d 'how its time is rounded, or none [15:up:entry]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from change" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from adjust" -l reason -d 'why' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from adjust" -l on -d 'the day, if not today [today | fri | +3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from adjust" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from adjust" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from adjust" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from adjust" -l gift -d 'a present: told as such'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from adjust" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from adjust" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from pause" -l from -d 'the first day of a cycle [today | 1.7. | 2026-07-01]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from pause" -l until -d 'the first day of the cycle in which it goes on [today | 1.7. | 2026-07-01]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from pause" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from pause" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from pause" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from pause" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from pause" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from end" -l on -d 'its last day [today | fri | +3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from end" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from end" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from end" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from end" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from end" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from list" -l client -d 'of one client [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from list" -l at -d 'with the terms of a day, if not of today [yesterday | fri | -3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from list" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from list" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from list" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from list" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from show" -l at -d 'as it stood on a day [yesterday | fri | -3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from show" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from show" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from show" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from show" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from rm" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from rm" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from rm" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from rm" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand agreement; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand retainers" -l at -d 'as it stood on a day [yesterday | fri | -3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand retainers" -l client -d 'of one client [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand retainers" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand retainers" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand retainers" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand retainers" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand retainers" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand unbilled" -l at -d 'as it stood on a day [yesterday | fri | -3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand unbilled" -l client -d 'of one client [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand unbilled" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand unbilled" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand unbilled" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand unbilled" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand unbilled" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand statement" -l cycle -d 'a day of the cycle, if not the present one [yesterday | fri | -3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand statement" -l at -d 'as it stood on a day [yesterday | fri | -3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand statement" -l format -d 'what it is written as [text | markdown | csv]' -r
complete -c vadash -n "__fish_vadash_using_subcommand statement" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand statement" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand statement" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand statement" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand statement" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand task; and not __fish_seen_subcommand_from add list show why edit check done drop reopen rm" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and not __fish_seen_subcommand_from add list show why edit check done drop reopen rm" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and not __fish_seen_subcommand_from add list show why edit check done drop reopen rm" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and not __fish_seen_subcommand_from add list show why edit check done drop reopen rm" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand task; and not __fish_seen_subcommand_from add list show why edit check done drop reopen rm" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand task; and not __fish_seen_subcommand_from add list show why edit check done drop reopen rm" -f -a "add" -d 'Add a task in one line, or by options'
complete -c vadash -n "__fish_vadash_using_subcommand task; and not __fish_seen_subcommand_from add list show why edit check done drop reopen rm" -f -a "list" -d 'List tasks in the order of the queue'
complete -c vadash -n "__fish_vadash_using_subcommand task; and not __fish_seen_subcommand_from add list show why edit check done drop reopen rm" -f -a "show" -d 'One task whole'
complete -c vadash -n "__fish_vadash_using_subcommand task; and not __fish_seen_subcommand_from add list show why edit check done drop reopen rm" -f -a "why" -d 'Why a task stands where it stands in the queue'
complete -c vadash -n "__fish_vadash_using_subcommand task; and not __fish_seen_subcommand_from add list show why edit check done drop reopen rm" -f -a "edit" -d 'Change a task'
complete -c vadash -n "__fish_vadash_using_subcommand task; and not __fish_seen_subcommand_from add list show why edit check done drop reopen rm" -f -a "check" -d 'Tick an item of a task\'s checklist, the next open one if none is named'
complete -c vadash -n "__fish_vadash_using_subcommand task; and not __fish_seen_subcommand_from add list show why edit check done drop reopen rm" -f -a "done" -d 'Complete a task; a repeating one makes the next'
complete -c vadash -n "__fish_vadash_using_subcommand task; and not __fish_seen_subcommand_from add list show why edit check done drop reopen rm" -f -a "drop" -d 'Give a task up'
complete -c vadash -n "__fish_vadash_using_subcommand task; and not __fish_seen_subcommand_from add list show why edit check done drop reopen rm" -f -a "reopen" -d 'Open a task again'
complete -c vadash -n "__fish_vadash_using_subcommand task; and not __fish_seen_subcommand_from add list show why edit check done drop reopen rm" -f -a "rm" -d 'Delete a task; its entries stay'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -l title -d 'what is to be done' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -l client -d 'for whom [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -l service -d 'the kind of work [service code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -l due -d 'when it is due, a day or a time [22.6. | fri | 15:00 | tomorrow 9:30]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -l wait -d 'hide it until a day [today | fri | +3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -l priority -d 'how pressing it is [none | low | normal | high]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -l rush -d 'rush work [yes | no]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -l estimate -d 'how long it should take [1h30 | 90m | 1:30]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -l note -d 'what else is to be known' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -l tag -d 'a tag [word]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -l every -d 'how often it comes back [week | 2weeks | mon,thu | month! from the day it is done | RRULE]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -l checklist -d 'its steps [one item a line: - to do, [x] done]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from list" -l state -d 'of one state [open | waiting | done | dropped | all]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from list" -l client -d 'of one client [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from list" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from list" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from list" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from list" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from show" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from show" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from show" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from show" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from why" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from why" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from why" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from why" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from why" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -l title -d 'what is to be done' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -l client -d 'for whom, or none [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -l service -d 'the kind of work, or none [service code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -l due -d 'when it is due, a day or a time, or none [22.6. | fri | 15:00 | tomorrow 9:30]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -l wait -d 'hide it until a day, or none [today | fri | +3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -l priority -d 'how pressing it is [none | low | normal | high]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -l rush -d 'rush work [yes | no]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -l estimate -d 'how long it should take, or none [1h30 | 90m | 1:30]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -l note -d 'what else is to be known' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -l tag -d 'its tags from now on, or none [word]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -l every -d 'how often it comes back, or none [week | 2weeks | mon,thu | month! from the day it is done | RRULE]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -l checklist -d 'its steps, or none [one item a line: - to do, [x] done]' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from check" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from check" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from check" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from check" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from done" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from done" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from done" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from done" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from done" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from drop" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from drop" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from drop" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from drop" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from drop" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from reopen" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from reopen" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from reopen" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from reopen" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from reopen" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from rm" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from rm" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from rm" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from rm" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand task; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand event; and not __fish_seen_subcommand_from add show edit rm shift restore" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and not __fish_seen_subcommand_from add show edit rm shift restore" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and not __fish_seen_subcommand_from add show edit rm shift restore" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and not __fish_seen_subcommand_from add show edit rm shift restore" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand event; and not __fish_seen_subcommand_from add show edit rm shift restore" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand event; and not __fish_seen_subcommand_from add show edit rm shift restore" -f -a "add" -d 'Add an event in one line, or by options'
complete -c vadash -n "__fish_vadash_using_subcommand event; and not __fish_seen_subcommand_from add show edit rm shift restore" -f -a "show" -d 'One event whole'
complete -c vadash -n "__fish_vadash_using_subcommand event; and not __fish_seen_subcommand_from add show edit rm shift restore" -f -a "edit" -d 'Change an event, or some or all of a series'
complete -c vadash -n "__fish_vadash_using_subcommand event; and not __fish_seen_subcommand_from add show edit rm shift restore" -f -a "rm" -d 'Delete an event, or some or all of a series'
complete -c vadash -n "__fish_vadash_using_subcommand event; and not __fish_seen_subcommand_from add show edit rm shift restore" -f -a "shift" -d 'Move an event\'s start, end or both by an amount'
complete -c vadash -n "__fish_vadash_using_subcommand event; and not __fish_seen_subcommand_from add show edit rm shift restore" -f -a "restore" -d 'Bring a deleted occurrence back, or make a changed one what its series says'
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -l title -d 'what it is' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -l start -d 'when it begins, a time or a day [22.6. | fri | 15:00 | tomorrow 9:30]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -l end -d 'when it ends, or its last day [22.6. | fri | 15:00 | tomorrow 9:30]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -l zone -d 'the zone its times are typed in [Europe/Berlin]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -l repeat -d 'how often it repeats [week | 2weeks | mon,thu | 2nd tue | … until 2026-06-30 | RRULE]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -l client -d 'with whom [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -l location -d 'where' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -l url -d 'the meeting\'s link' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -l remind -d 'how long before it you are reminded; several by commas, or none [15m | 1h | 2d | 1h,10m | none]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -l note -d 'what else is to be known' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -l calendar -d 'the calendar it goes to, instead of your own' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -l force -d 'even if it is more than 12 h over midnight'
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from show" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from show" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from show" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from show" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l occurrence -d 'one occurrence, by its start' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l scope -d 'which occurrences [this | following | all]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l title -d 'what it is' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l start -d 'when it begins; the end moves along [22.6. | fri | 15:00 | tomorrow 9:30]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l end -d 'when it ends, or its last day [22.6. | fri | 15:00 | tomorrow 9:30]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l zone -d 'the zone its times are typed in [Europe/Berlin]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l repeat -d 'how often it repeats, or none [week | 2weeks | mon,thu | 2nd tue | … until 2026-06-30 | RRULE]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l client -d 'with whom, or none [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l location -d 'where, or none' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l url -d 'the meeting\'s link, or none' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l remind -d 'how long before it you are reminded; several by commas, or none [15m | 1h | 2d | 1h,10m | none]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l note -d 'what else is to be known' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l force -d 'even if it is more than 12 h over midnight'
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from rm" -l occurrence -d 'one occurrence, by its start' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from rm" -l scope -d 'which occurrences [this | following | all]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from rm" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from rm" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from rm" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from rm" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from shift" -l occurrence -d 'one occurrence, by its start' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from shift" -l scope -d 'which occurrences [this | following | all]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from shift" -l start -d 'how far its start moves [1h30 | -45m]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from shift" -l end -d 'how far its end moves [1h30 | -45m]' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from shift" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from shift" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from shift" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from shift" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from shift" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from restore" -l occurrence -d 'which one, by its start' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from restore" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from restore" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from restore" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from restore" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand event; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand agenda" -l from -d 'the first day [today | fri | +3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agenda" -l to -d 'the day after the last [today | fri | +3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agenda" -l client -d 'of one client [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand agenda" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agenda" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand agenda" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand agenda" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand agenda" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand free" -l with -d 'with whom: in the client\'s hours too, and by its clock [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand free" -l from -d 'the first day [today | fri | +3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand free" -l to -d 'the day after the last [today | fri | +3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand free" -l for -d 'how long it has to be, 30m if not said [1h30 | 90m | 1:30]' -r
complete -c vadash -n "__fish_vadash_using_subcommand free" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand free" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand free" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand free" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand free" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand undo" -l step -d 'this one alone, by its number in the history [number]' -r
complete -c vadash -n "__fish_vadash_using_subcommand undo" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand undo" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand undo" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand undo" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand undo" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand redo" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand redo" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand redo" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand redo" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand redo" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand restore" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand restore" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand restore" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand restore" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand restore" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand history" -l limit -d 'how many [number]' -r
complete -c vadash -n "__fish_vadash_using_subcommand history" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand history" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand history" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand history" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand history" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand filter; and not __fish_seen_subcommand_from save rm list" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand filter; and not __fish_seen_subcommand_from save rm list" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand filter; and not __fish_seen_subcommand_from save rm list" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand filter; and not __fish_seen_subcommand_from save rm list" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand filter; and not __fish_seen_subcommand_from save rm list" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand filter; and not __fish_seen_subcommand_from save rm list" -f -a "save" -d 'Save a filter under a name'
complete -c vadash -n "__fish_vadash_using_subcommand filter; and not __fish_seen_subcommand_from save rm list" -f -a "rm" -d 'Delete a saved filter'
complete -c vadash -n "__fish_vadash_using_subcommand filter; and not __fish_seen_subcommand_from save rm list" -f -a "list" -d 'List the saved filters'
complete -c vadash -n "__fish_vadash_using_subcommand filter; and __fish_seen_subcommand_from save" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand filter; and __fish_seen_subcommand_from save" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand filter; and __fish_seen_subcommand_from save" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand filter; and __fish_seen_subcommand_from save" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand filter; and __fish_seen_subcommand_from save" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand filter; and __fish_seen_subcommand_from rm" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand filter; and __fish_seen_subcommand_from rm" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand filter; and __fish_seen_subcommand_from rm" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand filter; and __fish_seen_subcommand_from rm" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand filter; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand filter; and __fish_seen_subcommand_from list" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand filter; and __fish_seen_subcommand_from list" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand filter; and __fish_seen_subcommand_from list" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand filter; and __fish_seen_subcommand_from list" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand filter; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand import; and not __fish_seen_subcommand_from ics csv" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand import; and not __fish_seen_subcommand_from ics csv" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand import; and not __fish_seen_subcommand_from ics csv" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand import; and not __fish_seen_subcommand_from ics csv" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand import; and not __fish_seen_subcommand_from ics csv" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand import; and not __fish_seen_subcommand_from ics csv" -f -a "ics" -d 'Take calendars in; again with the same file updates and never doubles'
complete -c vadash -n "__fish_vadash_using_subcommand import; and not __fish_seen_subcommand_from ics csv" -f -a "csv" -d 'Take entries in from a table; known external_ids are updated'
complete -c vadash -n "__fish_vadash_using_subcommand import; and __fish_seen_subcommand_from ics" -l calendar -d 'the calendar\'s name, instead of its own' -r
complete -c vadash -n "__fish_vadash_using_subcommand import; and __fish_seen_subcommand_from ics" -l client -d 'the client all its events are for [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand import; and __fish_seen_subcommand_from ics" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand import; and __fish_seen_subcommand_from ics" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand import; and __fish_seen_subcommand_from ics" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand import; and __fish_seen_subcommand_from ics" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand import; and __fish_seen_subcommand_from ics" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand import; and __fish_seen_subcommand_from csv" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand import; and __fish_seen_subcommand_from csv" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand import; and __fish_seen_subcommand_from csv" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand import; and __fish_seen_subcommand_from csv" -l skip-bad -d 'leave bad rows out and list them'
complete -c vadash -n "__fish_vadash_using_subcommand import; and __fish_seen_subcommand_from csv" -l again -d 'add rows without an external_id even where there is such an entry'
complete -c vadash -n "__fish_vadash_using_subcommand import; and __fish_seen_subcommand_from csv" -l force -d 'take entries of more than 24 h, and time for archived clients, too'
complete -c vadash -n "__fish_vadash_using_subcommand import; and __fish_seen_subcommand_from csv" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand import; and __fish_seen_subcommand_from csv" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand export; and not __fish_seen_subcommand_from csv ics" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand export; and not __fish_seen_subcommand_from csv ics" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand export; and not __fish_seen_subcommand_from csv ics" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand export; and not __fish_seen_subcommand_from csv ics" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand export; and not __fish_seen_subcommand_from csv ics" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand export; and not __fish_seen_subcommand_from csv ics" -f -a "csv" -d 'Write entries as a table that import csv reads back'
complete -c vadash -n "__fish_vadash_using_subcommand export; and not __fish_seen_subcommand_from csv ics" -f -a "ics" -d 'Write events as a calendar that other programs, and import ics, read'
complete -c vadash -n "__fish_vadash_using_subcommand export; and __fish_seen_subcommand_from csv" -l from -d 'the first day [yesterday | fri | -3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand export; and __fish_seen_subcommand_from csv" -l to -d 'the day after the last [yesterday | fri | -3d | 22.6. | 2026-06-22]' -r
complete -c vadash -n "__fish_vadash_using_subcommand export; and __fish_seen_subcommand_from csv" -l client -d 'of one client [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand export; and __fish_seen_subcommand_from csv" -l state -d 'of one state [running | open | invoiced]' -r
complete -c vadash -n "__fish_vadash_using_subcommand export; and __fish_seen_subcommand_from csv" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand export; and __fish_seen_subcommand_from csv" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand export; and __fish_seen_subcommand_from csv" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand export; and __fish_seen_subcommand_from csv" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand export; and __fish_seen_subcommand_from csv" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand export; and __fish_seen_subcommand_from ics" -l calendar -d 'of one calendar' -r
complete -c vadash -n "__fish_vadash_using_subcommand export; and __fish_seen_subcommand_from ics" -l client -d 'of one client, and nothing of any other [client code]' -r
complete -c vadash -n "__fish_vadash_using_subcommand export; and __fish_seen_subcommand_from ics" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand export; and __fish_seen_subcommand_from ics" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand export; and __fish_seen_subcommand_from ics" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand export; and __fish_seen_subcommand_from ics" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand export; and __fish_seen_subcommand_from ics" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand db; and not __fish_seen_subcommand_from encrypt decrypt rekey path check backup backups restore" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and not __fish_seen_subcommand_from encrypt decrypt rekey path check backup backups restore" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and not __fish_seen_subcommand_from encrypt decrypt rekey path check backup backups restore" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and not __fish_seen_subcommand_from encrypt decrypt rekey path check backup backups restore" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand db; and not __fish_seen_subcommand_from encrypt decrypt rekey path check backup backups restore" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand db; and not __fish_seen_subcommand_from encrypt decrypt rekey path check backup backups restore" -f -a "encrypt" -d 'Encrypt the database and its backups with a passphrase'
complete -c vadash -n "__fish_vadash_using_subcommand db; and not __fish_seen_subcommand_from encrypt decrypt rekey path check backup backups restore" -f -a "decrypt" -d 'Write the database and its backups without encryption'
complete -c vadash -n "__fish_vadash_using_subcommand db; and not __fish_seen_subcommand_from encrypt decrypt rekey path check backup backups restore" -f -a "rekey" -d 'Change the passphrase of the database and its backups'
complete -c vadash -n "__fish_vadash_using_subcommand db; and not __fish_seen_subcommand_from encrypt decrypt rekey path check backup backups restore" -f -a "path" -d 'Where the database is'
complete -c vadash -n "__fish_vadash_using_subcommand db; and not __fish_seen_subcommand_from encrypt decrypt rekey path check backup backups restore" -f -a "check" -d 'Check the file, the kept figures against a computation from nothing, and the newest backup'
complete -c vadash -n "__fish_vadash_using_subcommand db; and not __fish_seen_subcommand_from encrypt decrypt rekey path check backup backups restore" -f -a "backup" -d 'Copy the database, complete and checked'
complete -c vadash -n "__fish_vadash_using_subcommand db; and not __fish_seen_subcommand_from encrypt decrypt rekey path check backup backups restore" -f -a "backups" -d 'The backups there are, and whether they are good'
complete -c vadash -n "__fish_vadash_using_subcommand db; and not __fish_seen_subcommand_from encrypt decrypt rekey path check backup backups restore" -f -a "restore" -d 'Put a backup in the place of the database, and keep what it replaces'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from encrypt" -l key-file -d 'a file that holds it, instead of asking [file, or - for standard input]' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from encrypt" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from encrypt" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from encrypt" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from encrypt" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from encrypt" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from decrypt" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from decrypt" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from decrypt" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from decrypt" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from decrypt" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from rekey" -l key-file -d 'a file that holds the new one, instead of asking [file, or - for standard input]' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from rekey" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from rekey" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from rekey" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from rekey" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from rekey" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from path" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from path" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from path" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from path" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from check" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from check" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from check" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from check" -l repair -d 'make anew what is made from the records: indexes and kept figures'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from check" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from backup" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from backup" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from backup" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from backup" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from backup" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from backups" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from backups" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from backups" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from backups" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from backups" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from restore" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from restore" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from restore" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from restore" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand db; and __fish_seen_subcommand_from restore" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand config; and not __fish_seen_subcommand_from path check show" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand config; and not __fish_seen_subcommand_from path check show" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand config; and not __fish_seen_subcommand_from path check show" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand config; and not __fish_seen_subcommand_from path check show" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand config; and not __fish_seen_subcommand_from path check show" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand config; and not __fish_seen_subcommand_from path check show" -f -a "path" -d 'Where the configuration is'
complete -c vadash -n "__fish_vadash_using_subcommand config; and not __fish_seen_subcommand_from path check show" -f -a "check" -d 'Every mistake in the configuration'
complete -c vadash -n "__fish_vadash_using_subcommand config; and not __fish_seen_subcommand_from path check show" -f -a "show" -d 'The settings in force'
complete -c vadash -n "__fish_vadash_using_subcommand config; and __fish_seen_subcommand_from path" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand config; and __fish_seen_subcommand_from path" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand config; and __fish_seen_subcommand_from path" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand config; and __fish_seen_subcommand_from path" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand config; and __fish_seen_subcommand_from path" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand config; and __fish_seen_subcommand_from check" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand config; and __fish_seen_subcommand_from check" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand config; and __fish_seen_subcommand_from check" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand config; and __fish_seen_subcommand_from check" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand config; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand config; and __fish_seen_subcommand_from show" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand config; and __fish_seen_subcommand_from show" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand config; and __fish_seen_subcommand_from show" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand config; and __fish_seen_subcommand_from show" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand config; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand remind" -l from -d 'tell what such a stream says: a file, or - for standard input' -r
complete -c vadash -n "__fish_vadash_using_subcommand remind" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand remind" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand remind" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand remind" -l once -d 'tell what is due now, and end'
complete -c vadash -n "__fish_vadash_using_subcommand remind" -l stream -d 'write each as a line of JSON instead'
complete -c vadash -n "__fish_vadash_using_subcommand remind" -l install -d 'write the service for systemd, and say how to start it'
complete -c vadash -n "__fish_vadash_using_subcommand remind" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand remind" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand snooze" -l event -d 'the meeting [event number]' -r
complete -c vadash -n "__fish_vadash_using_subcommand snooze" -l at -d 'when that meeting starts [15:00 | tomorrow 9:30 | 2026-06-22 09:00]' -r
complete -c vadash -n "__fish_vadash_using_subcommand snooze" -l task -d 'the task [task number]' -r
complete -c vadash -n "__fish_vadash_using_subcommand snooze" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand snooze" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand snooze" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand snooze" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand snooze" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand notify; and not __fish_seen_subcommand_from test" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand notify; and not __fish_seen_subcommand_from test" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand notify; and not __fish_seen_subcommand_from test" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand notify; and not __fish_seen_subcommand_from test" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand notify; and not __fish_seen_subcommand_from test" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand notify; and not __fish_seen_subcommand_from test" -f -a "test" -d 'Tell a test reminder, and say what was tried and why'
complete -c vadash -n "__fish_vadash_using_subcommand notify; and __fish_seen_subcommand_from test" -l channel -d 'where to, instead of the one that is set [auto | desktop | terminal | command | off]' -r
complete -c vadash -n "__fish_vadash_using_subcommand notify; and __fish_seen_subcommand_from test" -l title -d 'its title' -r
complete -c vadash -n "__fish_vadash_using_subcommand notify; and __fish_seen_subcommand_from test" -l body -d 'its text' -r
complete -c vadash -n "__fish_vadash_using_subcommand notify; and __fish_seen_subcommand_from test" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand notify; and __fish_seen_subcommand_from test" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand notify; and __fish_seen_subcommand_from test" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand notify; and __fish_seen_subcommand_from test" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand notify; and __fish_seen_subcommand_from test" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand completions" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand completions" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand completions" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand completions" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand completions" -s h -l help -d 'Print help'
complete -c vadash -n "__fish_vadash_using_subcommand man" -l db -d 'the database, instead of VADASH_DB or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand man" -l config -d 'the configuration, instead of VADASH_CONFIG or the user\'s own' -r
complete -c vadash -n "__fish_vadash_using_subcommand man" -l now -d 'pretend that it is this instant; the clock runs on from there' -r
complete -c vadash -n "__fish_vadash_using_subcommand man" -l json -d 'print exactly one JSON value'
complete -c vadash -n "__fish_vadash_using_subcommand man" -s h -l help -d 'Print help'
