package io.aiopool.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Time to encode and to decode warm: each codec in fresh JVMs of its own, the codecs
 * taking turns, the median over the rounds printed with its ratio to Fory. Arguments:
 * workload, rounds, codecs.
 */
public final class CodecHotBenchmark {

	private static final long WARMUP_NANOS = 3_000_000_000L;

	private static final long SAMPLE_NANOS = 100_000_000L;

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	/** Keeps results alive, so that no work can be left out. */
	private static final AtomicReference<@Nullable Object> BLACKHOLE = new AtomicReference<>();

	private static final int SAMPLES = 11;

	private CodecHotBenchmark() {
	}

	public static void main(String[] args) throws Exception {
		if (args.length > 0 && args[0].equals("child")) {
			measure(args[1], args[2]);
			return;
		}
		String workload = (args.length > 0) ? args[0] : "orders";
		int rounds = (args.length > 1) ? Integer.parseInt(args[1]) : 3;
		String[] codecs = (args.length > 2) ? Arrays.copyOfRange(args, 2, args.length)
				: new String[] { "tagged", "fory", "fory-refs", "kryo", "jdk" };
		Results results = new Results();
		for (int round = 0; round < rounds; round++) {
			for (String codec : codecs) {
				results.add(codec, ChildJvm.run(CodecHotBenchmark.class, "child", codec, workload));
			}
		}
		print(workload, codecs, results);
	}

	private static void print(String workload, String[] codecs, Results results) {
		System.out.println(workload + ", JDK " + Runtime.version());
		String reference = results.has("fory") ? "fory" : codecs[0];
		for (String codec : codecs) {
			double encode = results.median(codec, 0);
			double decode = results.median(codec, 1);
			System.out.println(
					String.format(Locale.ROOT, "%-10s encode %8.1f us (x%.2f)   decode %8.1f us (x%.2f)   %7.0f bytes",
							codec, encode, encode / results.median(reference, 0), decode,
							decode / results.median(reference, 1), results.median(codec, 2)));
		}
	}

	private static void measure(String name, String workload) throws Exception {
		CodecUnderTest codec = CodecUnderTest.of(name);
		Object value = Workload.of(workload);
		byte[] bytes = codec.encode(value);
		Work encode = () -> codec.encode(value);
		Work decode = () -> codec.decode(bytes);
		repeat(encode, WARMUP_NANOS);
		repeat(decode, WARMUP_NANOS);
		repeat(encode, WARMUP_NANOS / 3);
		repeat(decode, WARMUP_NANOS / 3);
		double[] encodes = new double[SAMPLES];
		double[] decodes = new double[SAMPLES];
		for (int i = 0; i < SAMPLES; i++) {
			encodes[i] = repeat(encode, SAMPLE_NANOS);
			decodes[i] = repeat(decode, SAMPLE_NANOS);
		}
		Arrays.sort(encodes);
		Arrays.sort(decodes);
		System.out.println(
				String.format(Locale.ROOT, "%.3f %.3f %d", encodes[SAMPLES / 2], decodes[SAMPLES / 2], bytes.length));
	}

	/**
	 * Returns the mean time of one run in microseconds of this thread's CPU time, which
	 * other load on the machine disturbs less than the time on the wall.
	 */
	private static double repeat(Work work, long nanos) throws Exception {
		long start = THREADS.getCurrentThreadCpuTime();
		long runs = 0;
		long elapsed;
		do {
			for (int i = 0; i < 10; i++) {
				BLACKHOLE.set(work.run());
			}
			runs += 10;
			elapsed = THREADS.getCurrentThreadCpuTime() - start;
		}
		while (elapsed < nanos);
		return elapsed / 1_000.0 / runs;
	}

	private interface Work {

		@Nullable Object run() throws Exception;

	}

}
