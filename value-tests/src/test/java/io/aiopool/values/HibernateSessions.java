package io.aiopool.values;

import java.lang.reflect.Array;
import java.lang.reflect.Proxy;

import org.hibernate.engine.spi.LoadQueryInfluencers;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Sessions without a database. Collections ask one for its settings when they are made,
 * and no more.
 */
public final class HibernateSessions {

	private HibernateSessions() {
	}

	public static SharedSessionContractImplementor make() {
		return stub(SharedSessionContractImplementor.class);
	}

	private static <T> T stub(Class<T> type) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> answer(method.getReturnType())));
	}

	private static Object answer(Class<?> type) {
		if (type == LoadQueryInfluencers.class) {
			return new LoadQueryInfluencers(stub(SessionFactoryImplementor.class));
		}
		if (type.isPrimitive() && type != void.class) {
			return Array.get(Array.newInstance(type, 1), 0);
		}
		return (type.isInterface() && type.getName().startsWith("org.hibernate.")) ? stub(type) : null;
	}

}
