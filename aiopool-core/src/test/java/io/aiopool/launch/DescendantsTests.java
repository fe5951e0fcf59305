package io.aiopool.launch;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DescendantsTests {

	@Test
	@Tag("F47")
	void processIsKilledThoughItsDescendantsCannotBeListed() {
		Unlisted process = new Unlisted();
		Descendants.killWith(process);
		assertThat(process.killed).isTrue();
	}

	/** As it is when no descriptor is left to read the list of processes with. */
	private static final class Unlisted extends Process {

		private boolean killed;

		@Override
		public Stream<ProcessHandle> descendants() {
			throw new RuntimeException("Unable to open /proc");
		}

		@Override
		public Process destroyForcibly() {
			this.killed = true;
			return this;
		}

		@Override
		public void destroy() {
			throw new UnsupportedOperationException();
		}

		@Override
		public OutputStream getOutputStream() {
			return OutputStream.nullOutputStream();
		}

		@Override
		public InputStream getInputStream() {
			return InputStream.nullInputStream();
		}

		@Override
		public InputStream getErrorStream() {
			return InputStream.nullInputStream();
		}

		@Override
		public int waitFor() {
			return 137;
		}

		@Override
		public int exitValue() {
			return 137;
		}

	}

}
