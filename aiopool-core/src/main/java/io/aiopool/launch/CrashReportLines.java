package io.aiopool.launch;

import java.util.List;

/**
 * Finds the summary of a crash that a JVM prints, some twenty lines that begin with a
 * mark. It is evidence and says nothing that the crash report does not, so it stays
 * there. Used by one thread.
 */
final class CrashReportLines {

	static final char MARK = '#';

	private static final String EMPTY = "#";

	/** The last one goes on where a warning of the JVM came between. */
	private static final List<String> BEGINNINGS = List.of(
			"# A fatal error has been detected by the Java Runtime Environment",
			"# There is insufficient memory for the Java Runtime Environment to continue",
			"# If you would like to submit a bug report");

	private boolean inside;

	/** An empty line with a mark, with which a summary begins. */
	private boolean held;

	/**
	 * Takes a line that begins with the mark.
	 * @param line the line
	 * @return what is to be shown now
	 */
	List<String> marked(String line) {
		if (this.inside || BEGINNINGS.stream().anyMatch(line::startsWith)) {
			this.inside = true;
			this.held = false;
			return List.of();
		}
		if (line.equals(EMPTY) && !this.held) {
			this.held = true;
			return List.of();
		}
		return this.held ? List.of(EMPTY, release(line)) : List.of(line);
	}

	/** What follows is no part of a summary; returns whether a line was held back. */
	boolean interrupted() {
		boolean held = this.held;
		this.inside = false;
		this.held = false;
		return held;
	}

	private String release(String line) {
		this.held = false;
		return line;
	}

}
