package io.aiopool.benchmarks.peer;

import java.io.IOException;

import io.aiopool.benchmarks.path.RawEcho;

/**
 * The physical limit.
 */
final class BareSocketPeer extends JvmPeer {

	private final RawEcho echo = new RawEcho();

	BareSocketPeer() throws IOException {
		super("bare socket");
	}

	@Override
	Object call(int value) throws IOException {
		return this.echo.call(value);
	}

	@Override
	public void close() throws IOException {
		this.echo.close();
	}

}
