package io.aiopool.child;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import io.aiopool.RemoteFunction;
import io.aiopool.codec.CodecSettings;
import io.aiopool.codec.PayloadCodec;
import io.aiopool.codec.PayloadException;
import io.aiopool.payload.Payload;
import io.aiopool.wire.ParentMessage.Define;
import io.aiopool.wire.ParentMessage.Run;
import reactor.core.publisher.Mono;

/**
 * Tasks that do nothing, one of each kind: by its name and as a lambda, now and later.
 * Their arguments are what arguments usually consist of.
 */
final class Practice {

	/** As many as there are kinds, and each has its own. */
	static final int LANES = 4;

	private static final List<String> METHODS = List.of("plain", "later", "reactive");

	private final Payload lambda;

	private final Payload arguments;

	Practice() throws PayloadException {
		PayloadCodec codec = new PayloadCodec(CodecSettings.of(Practice.class.getClassLoader(), (type) -> true));
		Sample sample = new Sample(1, "text", List.of(1L, 2L), Map.of("key", 3.0), new byte[] { 4 });
		RemoteFunction<Sample, Sample> body = Practice::same;
		this.lambda = codec.pack(new Object[] { body, sample });
		this.arguments = codec.pack(new Object[] { sample });
	}

	/** What a worker is told about them before it runs the first. */
	static List<Define> definitions() {
		String type = Practice.class.getName();
		return List.of(define(1, type), define(2, type), define(3, type));
	}

	private static Define define(int number, String type) {
		return new Define(number, type, type, METHODS.get(number - 1), List.of(Sample.class.getName()));
	}

	/** One of each kind, none of which waits for another. */
	List<Run> runs() {
		List<Run> runs = new ArrayList<>(quietRuns());
		runs.add(run(3, false, this.arguments));
		return runs;
	}

	/** Without Reactor, whose loggers may complain that nobody listens to them. */
	List<Run> quietRuns() {
		return List.of(run(0, true, this.lambda), run(1, true, this.arguments), run(2, false, this.arguments));
	}

	private static Run run(int method, boolean exclusive, Payload arguments) {
		return new Run(1 + method, method, method, exclusive, exclusive, false, 1, -1, Map.of(), arguments);
	}

	private static Sample same(Sample sample) {
		return sample;
	}

	Sample plain(Sample sample) {
		return sample;
	}

	CompletableFuture<Sample> later(Sample sample) {
		return CompletableFuture.completedFuture(sample);
	}

	Mono<Sample> reactive(Sample sample) {
		return Mono.just(sample);
	}

	/** What arguments and results usually consist of. */
	record Sample(int number, String text, List<Long> list, Map<String, Double> map, byte[] bytes) {
	}

}
