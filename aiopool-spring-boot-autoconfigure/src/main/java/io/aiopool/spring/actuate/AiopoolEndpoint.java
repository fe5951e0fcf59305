package io.aiopool.spring.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import io.aiopool.ProcessPool;
import io.aiopool.QuarantinedTask;
import io.aiopool.spring.PoolRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * Shows pools, workers, lost workers and the quarantine; changes them where the
 * application grants {@code management.endpoint.aiopool.access=unrestricted}. Never shows
 * arguments of tasks, values of properties or the environment. What workers have printed,
 * their stacks and heaps are shown only as {@link DetailsVisibility} says: they tell more
 * of an application than everybody should know, and cost its workers time.
 */
@Endpoint(id = "aiopool", defaultAccess = Access.READ_ONLY)
@RegisterReflectionForBinding({ WorkerDetails.class, LostWorkerDescriptor.class, QuarantinedTask.class,
		WorkerDescriptor.class })
public class AiopoolEndpoint {

	private static final int STATUS_FORBIDDEN = 403;

	private final PoolRegistry registry;

	private final DetailsVisibility details;

	/**
	 * Creates the endpoint.
	 * @param registry the pools
	 * @param details who sees what workers say
	 */
	public AiopoolEndpoint(PoolRegistry registry, DetailsVisibility details) {
		this.registry = registry;
		this.details = details;
	}

	/**
	 * Describes all pools.
	 * @return the pools by name
	 */
	@ReadOperation
	public PoolsDescriptor pools() {
		Map<String, PoolDescriptor> pools = new LinkedHashMap<>();
		this.registry.pools().forEach((name, pool) -> pools.put(name, PoolDescriptor.of(pool)));
		return new PoolsDescriptor(pools);
	}

	/**
	 * Describes one pool.
	 * @param name its name
	 * @return the pool, or {@code null} if there is none of that name
	 */
	@ReadOperation
	public @Nullable PoolDescriptor pool(@Selector String name) {
		ProcessPool pool = this.registry.pools().get(name);
		return (pool != null) ? PoolDescriptor.of(pool) : null;
	}

	/**
	 * Changes a pool.
	 * @param name its name
	 * @param processes how many workers it is to have; {@code null} for as many as it has
	 * @param paused whether it is to be paused; {@code null} to leave that as it is
	 * @return the pool, or status 404 if there is none of that name
	 */
	@WriteOperation
	public WebEndpointResponse<PoolDescriptor> change(@Selector String name, @Nullable Integer processes,
			@Nullable Boolean paused) {
		ProcessPool pool = this.registry.pools().get(name);
		if (pool == null) {
			return notFound();
		}
		if (processes == null && paused == null) {
			throw refused("Neither 'processes' nor 'paused' is given");
		}
		try {
			if (processes != null) {
				pool.resize(processes);
			}
			if (paused != null) {
				pause(pool, paused);
			}
		}
		catch (IllegalArgumentException | UnsupportedOperationException ex) {
			throw refused(String.valueOf(ex.getMessage()));
		}
		return new WebEndpointResponse<>(PoolDescriptor.of(pool));
	}

	private static void pause(ProcessPool pool, boolean paused) {
		if (paused) {
			pool.pause();
		}
		else {
			pool.resume();
		}
	}

	/** Nothing at all would be taken for a success where something is to be changed. */
	private static <T> WebEndpointResponse<T> notFound() {
		return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

	static InvalidEndpointRequestException refused(String reason) {
		return new InvalidEndpointRequestException(reason, reason);
	}

	/**
	 * Describes a part of a pool.
	 * @param name name of the pool
	 * @param part what of it
	 * @param securityContext who asks
	 * @return the part, or {@code null} if there is no such pool
	 */
	@ReadOperation
	public @Nullable List<?> part(@Selector String name, @Selector PoolPart part, SecurityContext securityContext) {
		ProcessPool pool = this.registry.pools().get(name);
		if (pool == null) {
			return null;
		}
		return part.list(pool, this.details.isGranted(securityContext));
	}

	/**
	 * Releases all tasks that are in quarantine.
	 * @param name name of the pool
	 * @param part the quarantine
	 * @return how many there were, or status 404 if there is no such pool
	 */
	@DeleteOperation
	public WebEndpointResponse<ReleasedDescriptor> releaseAll(@Selector String name, @Selector PoolPart part) {
		ProcessPool pool = this.registry.pools().get(name);
		if (pool == null) {
			return notFound();
		}
		if (part != PoolPart.QUARANTINE) {
			throw refused("Only the quarantine can be emptied; a worker is recycled by its process id");
		}
		return new WebEndpointResponse<>(new ReleasedDescriptor(pool.releaseAll()));
	}

	/**
	 * Describes a worker or a task in quarantine.
	 * @param name name of the pool
	 * @param part of what
	 * @param id process id or fingerprint
	 * @return it, or {@code null} if there is none
	 */
	@ReadOperation
	public @Nullable Object item(@Selector String name, @Selector PoolPart part, @Selector String id) {
		ProcessPool pool = this.registry.pools().get(name);
		return (pool != null) ? part.find(pool, id) : null;
	}

	/**
	 * Recycles a worker, or releases a task from quarantine.
	 * @param name name of the pool
	 * @param part of what
	 * @param id process id or fingerprint
	 * @return that it is done, or status 404 if there is none
	 */
	@DeleteOperation
	public WebEndpointResponse<RemovedDescriptor> remove(@Selector String name, @Selector PoolPart part,
			@Selector String id) {
		ProcessPool pool = this.registry.pools().get(name);
		boolean done = pool != null && part.remove(pool, id);
		return done ? new WebEndpointResponse<>(new RemovedDescriptor(id)) : notFound();
	}

	/**
	 * Asks a worker about itself.
	 * @param name name of the pool
	 * @param part the workers
	 * @param id process id
	 * @param view what is wanted
	 * @param securityContext who asks
	 * @return what it says in text; status 403 if that is not shown, 404 if there is no
	 * such worker, 503 if it does not answer
	 */
	@ReadOperation(produces = "text/plain;charset=UTF-8")
	public WebEndpointResponse<String> view(@Selector String name, @Selector PoolPart part, @Selector String id,
			@Selector WorkerView view, SecurityContext securityContext) {
		ProcessPool pool = this.registry.pools().get(name);
		if (!this.details.isGranted(securityContext)) {
			return new WebEndpointResponse<>("Hidden: see management.endpoint.aiopool.show-details", STATUS_FORBIDDEN);
		}
		if (pool == null || part != PoolPart.WORKERS || part.find(pool, id) == null) {
			return notFound();
		}
		return answer(view.ask(pool, PoolPart.pid(id)));
	}

	/** The pool bounds the wait. */
	private static WebEndpointResponse<String> answer(CompletableFuture<String> answer) {
		try {
			return new WebEndpointResponse<>(answer.get());
		}
		catch (ExecutionException ex) {
			String reason = (ex.getCause() != null) ? String.valueOf(ex.getCause().getMessage()) : ex.getMessage();
			return new WebEndpointResponse<>(reason, WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE);
		}
	}

	/**
	 * All pools.
	 *
	 * @param pools the pools by name
	 */
	public record PoolsDescriptor(Map<String, PoolDescriptor> pools) {
	}

	/**
	 * What was released.
	 *
	 * @param released how many tasks
	 */
	public record ReleasedDescriptor(int released) {
	}

	/**
	 * What will be replaced, or is no longer refused.
	 *
	 * @param id its process id or fingerprint
	 */
	public record RemovedDescriptor(String id) {
	}

}
