package io.aiopool.fault;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import io.aiopool.payload.Payload;
import io.aiopool.wire.ChildMessage;
import io.aiopool.wire.ChildMessage.FailureKind;
import io.aiopool.wire.LogEntry;
import io.aiopool.wire.ParentMessage;

/**
 * A child that names classes, beans, loggers and look-ups wherever there is room for a
 * text.
 */
final class RogueNames {

	/** What some logging libraries would go and fetch. */
	static final String LOOKUP = "${jndi:ldap://localhost/bean} #{@bean.method()} ${bean}";

	private RogueNames() {
	}

	static void say(ParentMessage.Run run, String type, RogueDemands.Sender out) throws IOException {
		LogEntry.Thrown thrown = new LogEntry.Thrown(type, LOOKUP, List.of(), null, List.of());
		out.send(new ChildMessage.Log(0, List.of(new LogEntry(0, System.Logger.Level.ERROR, type, type, run.task(),
				LOOKUP, thrown, Map.of(type, LOOKUP)))));
		out.send(new ChildMessage.Progress(run.task(), run.lane(), 0.5, type));
		out.send(new ChildMessage.QueueClose(7));
		out.send(new ChildMessage.Failure(run.task(), run.lane(), 1, FailureKind.TASK, type, LOOKUP, LOOKUP,
				Payload.NOTHING));
	}

}
