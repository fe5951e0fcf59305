package io.aiopool.spring.actuate;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

import io.aiopool.ProcessPool;
import io.aiopool.QuarantinedTask;
import io.aiopool.logging.PrintableText;
import io.aiopool.spring.PoolRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.Access;
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
		WorkerDescriptor.class, PoolDescriptor.class, AiopoolEndpoint.ProblemDescriptor.class,
		AiopoolEndpoint.ReleasedDescriptor.class, AiopoolEndpoint.RemovedDescriptor.class })
public class AiopoolEndpoint {

	private static final Logger logger = System.getLogger(AiopoolEndpoint.class.getName());

	private static final int STATUS_FORBIDDEN = 403;

	private static final int LONGEST = 200;

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
	 * @return the pool, or status 404 with the reason if there is none of that name
	 */
	@ReadOperation
	public WebEndpointResponse<?> pool(@Selector String name) {
		return with(name, PoolDescriptor::of);
	}

	/**
	 * Changes a pool.
	 * @param name its name
	 * @param processes how many workers it is to have; {@code null} for as many as it has
	 * @param paused whether it is to be paused; {@code null} to leave that as it is
	 * @param securityContext who asks
	 * @return the pool, or status 400 or 404 with the reason
	 */
	@WriteOperation
	public WebEndpointResponse<?> change(@Selector String name, @Nullable String processes, @Nullable String paused,
			SecurityContext securityContext) {
		return with(name, (pool) -> {
			if (processes == null && paused == null) {
				throw new IllegalArgumentException("Neither 'processes' nor 'paused' is given");
			}
			Boolean pause = (paused != null) ? truth(paused) : null;
			if (processes != null) {
				int before = pool.settings().processes();
				pool.resize(number(processes));
				audit(securityContext, name,
						"is resized to " + processes.strip() + " workers; it was made with " + before);
			}
			if (pause != null) {
				pause(pool, pause);
				audit(securityContext, name, pause ? "is paused" : "is resumed");
			}
			return PoolDescriptor.of(pool);
		});
	}

	private static int number(String text) {
		try {
			return Integer.parseInt(text.strip());
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("'processes' must be a whole number, but was '" + text + "'", ex);
		}
	}

	private static boolean truth(String text) {
		return switch (text.strip()) {
			case "true" -> true;
			case "false" -> false;
			default -> throw new IllegalArgumentException("'paused' must be true or false, but was '" + text + "'");
		};
	}

	private static void pause(ProcessPool pool, boolean paused) {
		if (paused) {
			pool.pause();
		}
		else {
			pool.resume();
		}
	}

	/** What an operator has done is in the log beside what came of it. */
	private static void audit(SecurityContext securityContext, String pool, String what) {
		Principal principal = securityContext.getPrincipal();
		String who = (principal != null) ? "'" + PrintableText.line(String.valueOf(principal.getName()), LONGEST) + "'"
				: "somebody who is not known";
		logger.log(Level.INFO, () -> "Pool '" + pool + "' " + PrintableText.line(what, LONGEST)
				+ ", as the endpoint aiopool was told by " + who);
	}

	/**
	 * Nothing at all would be taken for a success, or leave one guessing what is wrong.
	 */
	private WebEndpointResponse<?> with(String name, Function<ProcessPool, @Nullable Object> action) {
		ProcessPool pool = this.registry.pools().get(name);
		if (pool == null) {
			return problem(WebEndpointResponse.STATUS_NOT_FOUND, noPool(name));
		}
		try {
			Object answer = action.apply(pool);
			return (answer != null) ? new WebEndpointResponse<>(answer) : problem(WebEndpointResponse.STATUS_NOT_FOUND,
					"Pool '" + name + "' has no such worker or task, or has it no longer");
		}
		catch (IllegalArgumentException | UnsupportedOperationException ex) {
			return problem(WebEndpointResponse.STATUS_BAD_REQUEST, String.valueOf(ex.getMessage()));
		}
	}

	private String noPool(String name) {
		return "There is no pool '" + name + "'. There are " + this.registry.pools().keySet();
	}

	private static WebEndpointResponse<ProblemDescriptor> problem(int status, String reason) {
		return new WebEndpointResponse<>(new ProblemDescriptor(status, reason), status);
	}

	/**
	 * Describes a part of a pool.
	 * @param name name of the pool
	 * @param part what of it: workers, lost or quarantine
	 * @param securityContext who asks
	 * @return the part, or status 400 or 404 with the reason
	 */
	@ReadOperation
	public WebEndpointResponse<?> part(@Selector String name, @Selector String part, SecurityContext securityContext) {
		return with(name, (pool) -> PoolPart.of(part).list(pool, this.details.isGranted(securityContext)));
	}

	/**
	 * Releases all tasks that are in quarantine.
	 * @param name name of the pool
	 * @param part the quarantine
	 * @param securityContext who asks
	 * @return how many there were, or status 400 or 404 with the reason
	 */
	@DeleteOperation
	public WebEndpointResponse<?> releaseAll(@Selector String name, @Selector String part,
			SecurityContext securityContext) {
		return with(name, (pool) -> {
			if (PoolPart.of(part) != PoolPart.QUARANTINE) {
				throw new IllegalArgumentException(
						"Only the quarantine can be emptied; a worker is recycled by its process id");
			}
			int released = pool.releaseAll();
			audit(securityContext, name, "releases all that is in quarantine: " + released);
			return new ReleasedDescriptor(released);
		});
	}

	/**
	 * Describes a worker or a task in quarantine.
	 * @param name name of the pool
	 * @param part of what
	 * @param id process id or fingerprint
	 * @return it, or status 400 or 404 with the reason
	 */
	@ReadOperation
	public WebEndpointResponse<?> item(@Selector String name, @Selector String part, @Selector String id) {
		return with(name, (pool) -> PoolPart.of(part).find(pool, id));
	}

	/**
	 * Recycles a worker, or releases a task from quarantine.
	 * @param name name of the pool
	 * @param part of what
	 * @param id process id or fingerprint
	 * @param securityContext who asks
	 * @return that it is done, or status 400 or 404 with the reason
	 */
	@DeleteOperation
	public WebEndpointResponse<?> remove(@Selector String name, @Selector String part, @Selector String id,
			SecurityContext securityContext) {
		return with(name, (pool) -> {
			PoolPart of = PoolPart.of(part);
			if (!of.remove(pool, id)) {
				return null;
			}
			audit(securityContext, name,
					(of == PoolPart.WORKERS) ? "replaces the worker with process id " + id : "releases task " + id);
			return new RemovedDescriptor(id);
		});
	}

	/**
	 * Asks a worker about itself.
	 * @param name name of the pool
	 * @param part the workers
	 * @param id process id
	 * @param view what is wanted: threads or heap
	 * @param securityContext who asks
	 * @return what it says in text; status 403 if that is not shown, 400 or 404 if there
	 * is no such thing, 503 if it does not answer; always with the reason
	 */
	@ReadOperation(produces = "text/plain;charset=UTF-8")
	public WebEndpointResponse<String> view(@Selector String name, @Selector String part, @Selector String id,
			@Selector String view, SecurityContext securityContext) {
		ProcessPool pool = this.registry.pools().get(name);
		if (!this.details.isGranted(securityContext)) {
			return new WebEndpointResponse<>("Hidden: see management.endpoint.aiopool.show-details", STATUS_FORBIDDEN);
		}
		if (pool == null) {
			return new WebEndpointResponse<>(noPool(name), WebEndpointResponse.STATUS_NOT_FOUND);
		}
		try {
			if (PoolPart.of(part) != PoolPart.WORKERS || PoolPart.WORKERS.find(pool, id) == null) {
				return new WebEndpointResponse<>("Pool '" + name + "' has no worker with process id " + id,
						WebEndpointResponse.STATUS_NOT_FOUND);
			}
			return answer(WorkerView.of(view).ask(pool, PoolPart.pid(id)));
		}
		catch (IllegalArgumentException ex) {
			return new WebEndpointResponse<>(ex.getMessage(), WebEndpointResponse.STATUS_BAD_REQUEST);
		}
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
	 * Why nothing was done or shown.
	 *
	 * @param status the status of HTTP
	 * @param message the reason
	 */
	public record ProblemDescriptor(int status, String message) {
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
