package io.aiopool.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who has used the processors of this machine since it was started, in ticks of the
 * kernel.
 *
 * @param available what all processors together could have done
 * @param busy what they have done, for anybody, or could not do as the machine is virtual
 * @param own what they have done for this process and its children, those that have ended
 * included
 */
record MachineUse(long available, long busy, long own) {

	private static final int IDLE = 4;

	private static final int IO_WAIT = 5;

	/** The fields after these are part of others. */
	private static final int FIELDS = 9;

	/** Of a process, behind its name: its own time, and that of its ended children. */
	private static final List<Integer> TIMES = List.of(11, 12, 13, 14);

	static MachineUse look() throws IOException {
		String[] machine = Files.readAllLines(Path.of("/proc/stat")).get(0).trim().split(" +");
		long available = 0;
		long idle = 0;
		for (int i = 1; i < Math.min(machine.length, FIELDS); i++) {
			long ticks = Long.parseLong(machine[i]);
			available += ticks;
			idle += (i == IDLE || i == IO_WAIT) ? ticks : 0;
		}
		ProcessHandle self = ProcessHandle.current();
		long own = Stream.concat(Stream.of(self), self.descendants()).mapToLong(MachineUse::ticks).sum();
		return new MachineUse(available, available - idle, own);
	}

	private static long ticks(ProcessHandle process) {
		try {
			String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
			String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
			return TIMES.stream().mapToLong((field) -> Long.parseLong(fields[field])).sum();
		}
		catch (IOException ex) {
			// It has ended meanwhile, and its parent has its time.
			return 0;
		}
	}

	/** Returns the share of this machine that has been in use since an earlier look. */
	double allSince(MachineUse earlier) {
		return (double) (this.busy - earlier.busy) / Math.max(1, this.available - earlier.available);
	}

	/** Returns the share of this machine that others have had since an earlier look. */
	double othersSince(MachineUse earlier) {
		long others = (this.busy - earlier.busy) - (this.own - earlier.own);
		return Math.max(0, (double) others / Math.max(1, this.available - earlier.available));
	}

}
