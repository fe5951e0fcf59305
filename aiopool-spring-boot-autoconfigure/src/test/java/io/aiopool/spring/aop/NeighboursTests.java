package io.aiopool.spring.aop;

import java.util.Iterator;

import io.aiopool.OffProcess;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

class NeighboursTests {

	@Test
	void transactionIsFoundOnMethodAndType() {
		assertThat(Neighbours.isTransactional(method(OnMethod.class))).isTrue();
		assertThat(Neighbours.isTransactional(method(OnType.class))).isTrue();
		assertThat(Neighbours.isTransactional(method(Nowhere.class))).isFalse();
	}

	private static OffProcessMethod method(Class<?> type) {
		Iterator<OffProcessMethod> methods = new OffProcessTypeReader((text) -> text).read(type).methods().iterator();
		return methods.next();
	}

	static class OnMethod {

		@OffProcess
		@Transactional
		public void run() {
		}

	}

	@Transactional
	static class OnType {

		@OffProcess
		public void run() {
		}

	}

	static class Nowhere {

		@OffProcess
		public void run() {
		}

	}

}
