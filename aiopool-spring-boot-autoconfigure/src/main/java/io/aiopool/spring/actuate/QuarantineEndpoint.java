package io.aiopool.spring.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.aiopool.ProcessPool;
import io.aiopool.QuarantinedTask;
import io.aiopool.spring.PoolRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * Shows the tasks in quarantine, and releases them where the application grants
 * {@code management.endpoint.aiopoolquarantine.access=unrestricted}: what runs poison
 * again is not for everybody who may look.
 */
@Endpoint(id = "aiopoolquarantine", defaultAccess = Access.READ_ONLY)
public class QuarantineEndpoint {

	private final PoolRegistry registry;

	/**
	 * Creates the endpoint.
	 * @param registry the pools
	 */
	public QuarantineEndpoint(PoolRegistry registry) {
		this.registry = registry;
	}

	/**
	 * Lists the tasks in quarantine.
	 * @return the tasks by pool
	 */
	@ReadOperation
	public Map<String, List<QuarantinedTask>> quarantine() {
		Map<String, List<QuarantinedTask>> quarantine = new LinkedHashMap<>();
		this.registry.pools().forEach((name, pool) -> quarantine.put(name, pool.quarantine()));
		return quarantine;
	}

	/**
	 * Lets tasks run again.
	 * @param pool name of the pool
	 * @param fingerprint which task; {@code null} for all of the pool
	 * @return how many were released, or {@code null} if there is no such pool
	 */
	@DeleteOperation
	public @Nullable ReleasedDescriptor release(@Selector String pool, @Nullable String fingerprint) {
		ProcessPool found = this.registry.pools().get(pool);
		if (found == null) {
			return null;
		}
		return new ReleasedDescriptor((fingerprint == null) ? found.releaseAll() : found.release(fingerprint) ? 1 : 0);
	}

	/**
	 * What was released.
	 *
	 * @param released how many tasks
	 */
	public record ReleasedDescriptor(int released) {
	}

}
