# aiopool guard: kills the workers of a pool when the process that started them is gone.
#
# Its standard input is a pipe from that process, which writes a line "+ pid start" for
# each worker and "- pid start" once it has been reaped. The last line is "end" if it knows
# that nothing is left to be killed, in particular no descendant. The pipe ends when the
# process dies, even by kill -9. There is nothing to poll. A worker notices the end of its own
# pipe too, but not while it is stopped, or when it spends all its time collecting garbage.
#
# The argument is what the environment of all workers and their descendants contains, and
# of no other process: it finds those whose parent died before they could be listed.
#
# "start" is field 22 of /proc/<pid>/stat, or begins with an x where there is no /proc.
# Only what every POSIX sh has built in is needed: ps where Linux has no list of children,
# and grep for descendants that have detached themselves.

# Ctrl-C, Ctrl-Z and the end of the terminal reach the whole process group.
trap '' HUP INT QUIT TERM PIPE TSTP TTIN TTOU

live=
while read -r change pid start; do
	case $change in
	+) live="$live $pid:$start" ;;
	-)
		kept=
		for worker in $live; do
			[ "$worker" = "$pid:$start" ] || kept="$kept $worker"
		done
		live=$kept
		;;
	end) exit 0 ;;
	esac
done

# Whether process $1 is the one that started at $2, not one that got its number later.
# The name of the program, in parentheses, may contain anything, even line ends.
is_same() {
	case $2 in x*) return 0 ;; esac
	stat=
	while read -r line || [ -n "$line" ]; do
		stat="$stat $line"
	done <"/proc/$1/stat" || return 1
	set -- "$2" ${stat##*) }
	[ "${21}" = "$1" ]
}

# Adds the children of the processes in $level to $next.
find_children() {
	next=
	if [ -e "/proc/$$/task/$$/children" ]; then
		for pid in $level; do
			for list in /proc/"$pid"/task/*/children; do
				children=
				read -r children <"$list"
				[ -z "$children" ] || next="$next $children"
			done
		done
	else
		set -- $(ps -A -o pid= -o ppid=)
		while [ $# -gt 1 ]; do
			case " $level " in *" $2 "*) next="$next $1" ;; esac
			shift 2
		done
	fi
}

level=
for worker in $live; do
	is_same "${worker%%:*}" "${worker#*:}" && level="$level ${worker%%:*}"
done

# What is stopped starts no further process while the next level is being listed.
doomed=
while [ -n "$level" ]; do
	for pid in $level; do
		kill -s STOP "$pid"
	done
	doomed="$doomed $level"
	find_children
	level=$next
done
for pid in $doomed; do
	kill -s KILL "$pid"
done

# Twice, for what was started while the first search went on.
for round in 1 2; do
	for file in $(grep -l -s -F -e "$1" /proc/[0-9]*/environ); do
		pid=${file#/proc/}
		kill -s KILL "${pid%/*}"
	done
done
