package io.aiopool.launch;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses to start a process when file descriptors run out.
 *
 * <p>
 * The JDK must not be asked then: up to 25 at least, when one of the pipes of a process
 * cannot be made, it closes the others by numbers that it has never set. Such a number
 * may be that of the standard input, or of a file, a socket or a worker that somebody
 * uses.
 */
final class Descriptors {

	/** Five pipes, and some for whoever opens something at the same time. */
	private static final int NEEDED = 16;

	private static final File NOTHING = new File("/dev/null");

	private Descriptors() {
	}

	/**
	 * Verifies that there are enough for one more process. Systems without a
	 * {@code /dev/null} are trusted.
	 * @throws IOException if there are too few
	 */
	static void verifyLeft() throws IOException {
		if (!NOTHING.exists()) {
			return;
		}
		List<InputStream> taken = new ArrayList<>(NEEDED);
		try {
			while (taken.size() < NEEDED) {
				taken.add(new FileInputStream(NOTHING));
			}
		}
		catch (IOException ex) {
			throw new IOException("only " + taken.size() + " of the " + NEEDED
					+ " file descriptors that it takes to start a process are left: raise the limit of this process (ulimit -n)",
					ex);
		}
		finally {
			for (InputStream each : taken) {
				each.close();
			}
		}
	}

}
