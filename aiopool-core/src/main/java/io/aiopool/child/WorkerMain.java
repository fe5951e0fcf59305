package io.aiopool.child;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.Security;
import java.util.concurrent.locks.LockSupport;

import io.aiopool.payload.Payload;
import io.aiopool.wire.Bootstrap;
import io.aiopool.wire.Connection;
import io.aiopool.wire.FrameReader;
import io.aiopool.wire.ParentMessage;
import io.aiopool.wire.ParentMessages;
import io.aiopool.wire.ProtocolException;

/**
 * The main class of a worker: finds its parent, becomes what it is told to be, and then
 * does what it is told until it is told to leave or its parent is gone.
 */
public final class WorkerMain {

	/** More than any frame that a parent sends before it has said what is the most. */
	private static final int FIRST_FRAMES = 16 << 20;

	/** Room in a frame for what surrounds a payload. */
	private static final int ENVELOPE = 1 << 20;

	private WorkerMain() {
	}

	public static void main(String[] args) throws IOException {
		Signals.ignoreTerminal();
		FileInputStream input = ParentWatch.openInput();
		Bootstrap bootstrap = Bootstrap.read(input);
		ParentWatch.start(input);
		try (Connection connection = Connection.connect(bootstrap)) {
			work(connection);
		}
		catch (Throwable ex) {
			OutOfMemory.leaveIfCauseOf(ex);
			// Only now is there somebody who could read it: the parent keeps our output.
			ex.printStackTrace();
			Exits.leave(Exits.BROKEN);
		}
	}

	static void work(Connection connection) throws IOException {
		Payload first = new FrameReader(connection.reading(), FIRST_FRAMES).read();
		if (first == null) {
			return;
		}
		if (!(ParentMessages.read(first) instanceof ParentMessage.Configure configure)) {
			throw new ProtocolException("the first message does not configure");
		}
		configure.systemProperties().forEach(System::setProperty);
		// Empty as a rule: the class takes milliseconds to load
		configure.securityProperties().forEach(Security::setProperty);
		ChildRuntime runtime = new ChildRuntime(connection, configure);
		if (runtime.start()) {
			LastReads.OF_THIS_PROCESS.closeAtExit(connection.reading());
			obey(runtime, new FrameReader(connection.reading(), configure.maxPayload() + ENVELOPE));
		}
		// The parent has closed the connection: nobody is there to work for.
		ParentWatch.leave(Exits.ORPHANED);
	}

	/** Returns when the parent has closed the connection. */
	private static void obey(ChildRuntime runtime, FrameReader reader) throws IOException {
		try {
			runtime.obey(reader);
		}
		catch (ClosedChannelException ex) {
			if (!LastReads.OF_THIS_PROCESS.haveEnded()) {
				throw ex;
			}
			while (true) {
				// This process ends; how is for whoever ends it to say
				LockSupport.park();
			}
		}
	}

}
