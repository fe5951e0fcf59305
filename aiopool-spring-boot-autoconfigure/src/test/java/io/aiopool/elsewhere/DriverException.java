package io.aiopool.elsewhere;

import java.sql.SQLException;

/**
 * The exception of a driver that has a value of its own in it, as that of SQLite does.
 */
public class DriverException extends SQLException {

	private static final long serialVersionUID = 1L;

	/** What went wrong. */
	public enum Code {

		/** Somebody else has locked it. */
		BUSY

	}

	private final Code code;

	public DriverException(String message, Code code) {
		super(message, "HY000", 5);
		this.code = code;
	}

	public Code code() {
		return this.code;
	}

}
