package io.aiopool.codec;

import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/**
 * What {@link SQLException} knows besides its message. Those of the JDK are made by their
 * constructors where one of them stands for an exception of a driver. In a class of its
 * own, as a runtime may lack {@code java.sql}. Stateless.
 */
final class SqlFailures {

	private static final String NAME = "java.sql.SQLException";

	/**
	 * What it knows.
	 *
	 * @param state the SQL state
	 * @param code the code of the vendor
	 * @param next number of the next exception, or -1
	 */
	record Sql(@Nullable String state, int code, int next) {
	}

	private SqlFailures() {
	}

	/** Asks by name, which loads nothing. */
	static boolean isSql(Class<?> type) {
		for (Class<?> c = type; c != null; c = c.getSuperclass()) {
			if (c.getName().equals(NAME)) {
				return true;
			}
		}
		return false;
	}

	static Sql read(Throwable failure, FailureHandles.Graph graph) throws PayloadException {
		SQLException sql = (SQLException) failure;
		try {
			SQLException next = sql.getNextException();
			return new Sql(sql.getSQLState(), sql.getErrorCode(), (next != null) ? graph.numberOf(next) : -1);
		}
		catch (PayloadException ex) {
			throw ex;
		}
		catch (Exception | LinkageError | AssertionError ex) {
			throw PayloadException.userCode(failure.getClass(), "getSQLState", ex);
		}
	}

	/** Tells whether the class is one of the JDK that is made by its constructor. */
	static boolean isMade(Class<?> type) {
		return constructor(type) != null;
	}

	private static @Nullable Constructor<?> constructor(Class<?> type) {
		if (!TypeCodecs.isPlatform(type) || Modifier.isAbstract(type.getModifiers()) || !isSql(type)) {
			return null;
		}
		try {
			return type.getConstructor(String.class, String.class, int.class);
		}
		catch (NoSuchMethodException ex) {
			return null;
		}
	}

	/** Makes one of a class of the JDK, or returns {@code null} if that takes more. */
	static @Nullable Throwable create(Class<?> type, @Nullable String message, Sql sql, @Nullable Throwable next) {
		Constructor<?> constructor = constructor(type);
		if (constructor == null) {
			return null;
		}
		try {
			SQLException made = (SQLException) constructor.newInstance(message, sql.state(), sql.code());
			if (next instanceof SQLException following) {
				made.setNextException(following);
			}
			return made;
		}
		catch (ReflectiveOperationException ex) {
			return null;
		}
	}

}
