package io.aiopool.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.aiopool.ProcessPool;
import io.aiopool.TaskSerializationException;
import io.aiopool.TaskSerializationException.Phase;
import io.aiopool.fault.ConstructedValues.Address;
import io.aiopool.fault.ConstructedValues.Amount;
import io.aiopool.fault.ConstructedValues.Bill;
import io.aiopool.fault.ConstructedValues.Circle;
import io.aiopool.fault.ConstructedValues.Copied;
import io.aiopool.fault.ConstructedValues.Forgotten;
import io.aiopool.fault.ConstructedValues.Home;
import io.aiopool.fault.ConstructedValues.Locked;
import io.aiopool.fault.ConstructedValues.Nothing;
import io.aiopool.fault.ConstructedValues.Percent;
import io.aiopool.fault.ConstructedValues.Shape;
import io.aiopool.fault.ConstructedValues.Step;
import io.aiopool.fault.ConstructedValues.Unlocked;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Values that are more than their fields: constants, records with constructors that do
 * something, objects with transient state.
 */
class ConstructionFaultTests {

	/** Enough for the classes to be used in their fast form. */
	private static final int MANY = 5_000;

	@RegisterExtension
	static final FaultPools pools = new FaultPools();

	private static TaskSerializationException refused(Phase phase, CompletableFuture<?> future) {
		TaskSerializationException failure = FaultPools.failure(future, TaskSerializationException.class);
		assertThat(failure.phase()).as(failure.getMessage()).isEqualTo(phase);
		return failure;
	}

	@Test
	@Tag("F97")
	void aConstantIsTheConstantOfTheOtherProcess() {
		ProcessPool pool = pools.shared();
		assertThat(FaultPools.await(pool.apply(ConstructedValues::describe, (Shape) Nothing.INSTANCE)))
			.isEqualTo("nothing");
		assertThat(FaultPools.await(pool.apply((Step step) -> step == Step.UP && step.from(1) == 2, Step.UP))).isTrue();
		Object[] back = FaultPools.await(pool
			.apply(() -> new Object[] { Nothing.INSTANCE, Step.DOWN, Amount.ZERO, new Object[] { Step.DOWN } }));
		assertThat(back[0]).isSameAs(Nothing.INSTANCE);
		assertThat(back[1]).isSameAs(Step.DOWN);
		assertThat(back[2]).isSameAs(Amount.ZERO);
		assertThat(((Object[]) back[3])[0]).isSameAs(Step.DOWN);
	}

	@Test
	@Tag("F97")
	void constantsInManyRecordsAreConstants() {
		List<Bill> bills = new ArrayList<>();
		for (int i = 0; i < MANY; i++) {
			bills.add(new Bill((i % 2 == 0) ? Amount.ZERO : new Amount(i),
					(i % 3 == 0) ? Nothing.INSTANCE : new Circle(i), (i % 5 == 0) ? Bill.NO_NOTE : "note"));
		}
		for (int round = 0; round < 3; round++) {
			List<Bill> back = FaultPools.await(pools.shared().apply(ConstructionFaultTests::verified, bills));
			assertThat(verified(back)).isEqualTo(bills);
		}
	}

	private static List<Bill> verified(List<Bill> bills) {
		for (int i = 0; i < bills.size(); i++) {
			Bill bill = bills.get(i);
			boolean right = (bill.amount() == Amount.ZERO) == (i % 2 == 0)
					&& (bill.shape() == Nothing.INSTANCE) == (i % 3 == 0) && bill.hasNote() == (i % 5 != 0);
			if (!right) {
				throw new IllegalStateException("bill " + i + " is " + bill);
			}
		}
		return bills;
	}

	@Test
	@Tag("F97")
	void aConstantThatIsAnotherThereIsRefusedOrCopied() {
		ProcessPool pool = pools.shared();
		long pid = pools.pid(pool);
		assertThat(refused(Phase.ARG_DECODE, pool.apply((Home home) -> home.pid, Home.HERE)))
			.hasMessageContaining("Home.HERE holds something else");
		assertThat(pools.pid(pool)).isEqualTo(pid);
		long here = ProcessHandle.current().pid();
		assertThat(FaultPools.await(pool.apply(Address::pid, Address.LOCAL))).isEqualTo(here);
		assertThat(FaultPools.await(pool.apply(() -> Address.LOCAL))).isEqualTo(new Address(pid));
	}

	@Test
	@Tag("F97")
	void aPlainObjectThatNobodyCouldRecogniseIsRefused() {
		assertThat(refused(Phase.ARG_ENCODE, pools.shared().apply(Object::hashCode, new Object())))
			.hasMessageContaining("constant of an enum");
		assertThat(refused(Phase.RESULT_ENCODE, pools.shared().apply(() -> List.of(new Object()))))
			.hasMessageContaining("constant of an enum");
	}

	@Test
	@Tag("F98")
	void aRecordThatItsConstructorChangesIsRefused() {
		ProcessPool pool = pools.shared();
		long pid = pools.pid(pool);
		for (int round = 0; round < 3; round++) {
			assertThat(refused(Phase.ARG_DECODE, pool.apply(Percent::value, new Percent(5))))
				.hasMessageContaining(Percent.class.getName())
				.hasMessageContaining("component value");
			// Until the class is in its fast form
			List<Percent> zeros = new ArrayList<>();
			for (int i = 0; i < MANY; i++) {
				zeros.add(new Percent(0));
			}
			assertThat(FaultPools.await(pool.apply((List<Percent> list) -> list, zeros))).isEqualTo(zeros);
		}
		assertThat(pools.pid(pool)).isEqualTo(pid);
	}

	@Test
	@Tag("F98")
	void aResultThatItsConstructorChangesIsRefused() {
		ProcessPool pool = pools.open(FaultPools.small());
		assertThat(refused(Phase.RESULT_DECODE, pool.apply(() -> new Percent(5))))
			.hasMessageContaining("component value");
		assertThat(FaultPools.await(pool.apply(() -> new Percent(0)))).isEqualTo(new Percent(0));
	}

	@Test
	@Tag("F98")
	void defensiveCopiesAreNoChange() {
		Copied copied = FaultPools.await(pools.shared()
			.apply((Copied value) -> new Copied(value.names(), value.numbers()),
					new Copied(new ArrayList<>(List.of("a", "b")), new int[] { 1, 2 })));
		assertThat(copied.names()).containsExactly("a", "b");
		assertThat(copied.numbers()).containsExactly(1, 2);
	}

	@Test
	@Tag("F99")
	void transientStateIsSetAnewOrRefused() {
		ProcessPool pool = pools.shared();
		assertThat(refused(Phase.ARG_ENCODE, pool.apply(Locked::length, new Locked("name"))))
			.hasMessageContaining("transient field lock");
		assertThat(refused(Phase.RESULT_ENCODE, pool.apply(() -> new Locked("name"))))
			.hasMessageContaining("transient field lock");
		assertThat(FaultPools.await(pool.apply(Unlocked::length, new Unlocked("name")))).isEqualTo(4);
		assertThat(FaultPools.await(pool.apply(() -> new Unlocked("name"))).length()).isEqualTo(4);
		assertThat(refused(Phase.ARG_DECODE, pool.apply(Forgotten::isLocked, Forgotten.create())))
			.hasMessageContaining("transient field lock");
	}

}
