package io.aiopool.wire;

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Thrown when the other side sends what the protocol does not allow. The connection
 * cannot be used any more.
 */
public class ProtocolException extends IOException {

	private static final long serialVersionUID = 1L;

	public ProtocolException(String message) {
		super(message);
	}

	public ProtocolException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

}
