package io.aiopool.benchmarks.peer;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.IExecutorService;

/**
 * The distributed executor of Hazelcast: this JVM is a member, and another one runs the
 * tasks.
 */
final class HazelcastPeer extends JvmPeer {

	private static final long PATIENCE_MILLIS = 60_000;

	private final HazelcastInstance hazelcast = Hazelcast.newHazelcastInstance(config());

	private final Process member;

	private final IExecutorService executor;

	private final Member other;

	HazelcastPeer() throws Exception {
		super("Hazelcast executor");
		this.member = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx512m", "-cp", System.getProperty("java.class.path"), Other.class.getName()))
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		this.executor = this.hazelcast.getExecutorService("default");
		this.other = awaitOther();
	}

	private Member awaitOther() throws InterruptedException {
		for (long waited = 0; waited < PATIENCE_MILLIS; waited += 100) {
			for (Member candidate : this.hazelcast.getCluster().getMembers()) {
				if (!candidate.localMember()) {
					return candidate;
				}
			}
			Thread.sleep(100);
		}
		close();
		throw new IllegalStateException("the other member has not come");
	}

	static Config config() {
		System.setProperty("hazelcast.logging.type", "none");
		Config config = new Config("aiopool-benchmarks");
		config.setProperty("hazelcast.phone.home.enabled", "false");
		config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
		config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
		config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true).addMember("127.0.0.1");
		return config;
	}

	@Override
	Object call(int value) throws Exception {
		return this.executor.submitToMember(new Same<>(value), this.other).get();
	}

	@Override
	Future<?> submit(int value) {
		return this.executor.submitToMember(new Same<>(value), this.other);
	}

	@Override
	byte[] echo(byte[] bytes) throws Exception {
		return this.executor.submitToMember(new Same<>(bytes), this.other).get();
	}

	@Override
	public void close() {
		this.member.destroyForcibly();
		this.hazelcast.getLifecycleService().terminate();
	}

	/** The other member. */
	static final class Other {

		private Other() {
		}

		public static void main(String[] arguments) throws InterruptedException {
			ParentEnd.watch();
			Hazelcast.newHazelcastInstance(config());
			Thread.sleep(Long.MAX_VALUE);
		}

	}

	/**
	 * A task that returns its argument.
	 *
	 * @param value the argument
	 * @param <T> type of the argument
	 */
	record Same<T>(T value) implements Callable<T>, Serializable {

		@Override
		public T call() {
			return this.value;
		}

	}

}
