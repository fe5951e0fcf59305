package io.aiopool.pool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import io.aiopool.PoisonTaskException;
import io.aiopool.QuarantinedTask;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a method that has one worker at a time, see {@link MethodBrake}, to one task:
 * those beyond it fail, since in the queue they would keep others waiting. Guarded by the
 * lock of the {@link DispatchState}.
 */
final class Excess {

	private final String pool;

	private final DispatchState state;

	Excess(String pool, DispatchState state) {
		this.pool = pool;
		this.state = state;
	}

	/**
	 * Says why a task is one too many of its method.
	 * @param task the task
	 * @return what its caller is to be told, {@code null} if it may run
	 */
	@Nullable PoisonTaskException of(Task task) {
		QuarantinedTask brake = task.method.brake;
		int others = task.method.inPool - (task.inPool ? 1 : 0);
		if (brake == null || others == 0) {
			return null;
		}
		return new PoisonTaskException(
				task + " of pool '" + this.pool + "' was refused, and "
						+ (task.mayHaveBegun ? "may have begun before" : "has not run") + ": its method " + brake.name()
						+ " has killed " + brake.deaths() + " workers with as many different arguments, and since "
						+ brake.since() + " one task of it runs at a time, as one does now. "
						+ "The next run that ends well releases it; or release it by the fingerprint "
						+ brake.fingerprint() + ": with ProcessPool.release, or DELETE at the actuator.",
				brake.fingerprint());
	}

	/** Fails a task that comes back to the queue if it is one too many. */
	boolean refuse(Task task, Effects effects) {
		PoisonTaskException why = of(task);
		if (why == null) {
			return false;
		}
		if (this.state.ledger.fail(task)) {
			effects.tell(() -> task.sink.fail(why));
		}
		return true;
	}

	/** A method has one worker at a time from now on. */
	void begin(MethodEntry method, Effects effects) {
		List<Task> waiting = new ArrayList<>();
		this.state.backlog.forEach((task) -> {
			if (task.method == method) {
				waiting.add(task);
			}
		});
		// The first of them may stay, if none runs
		Collections.reverse(waiting);
		waiting.forEach((task) -> refuse(task, effects));
		this.state.assignments.reserveForExclusive();
		this.state.assignments.fillAll(effects);
		this.state.seats.all().stream().filter((seat) -> seat.isAhead(method)).forEach((seat) -> {
			seat.callBack();
			effects.flush(seat);
		});
	}

}
