package io.aiopool.spring.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.aiopool.RemoteTaskException;
import org.jspecify.annotations.Nullable;

/**
 * What a task threw, as a tag: also where its caller gets something else, because the
 * exception could not be carried. Names of classes that need not exist here are bounded
 * by number, since a worker chooses them. Thread-safe.
 */
public final class ThrownType {

	/** So many names that only workers know become tags. */
	static final int MOST_REMOTE = 100;

	/** Stands for all others. */
	static final String OTHER = "other";

	private static final String NONE = "none";

	private static final int LONGEST = 200;

	/** For all meters together, which have the same names. */
	private static final ThrownType SHARED = new ThrownType();

	private final Set<String> remote = ConcurrentHashMap.newKeySet();

	ThrownType() {
	}

	/**
	 * Returns the value of the tag.
	 * @param failure what its caller got, {@code null} for a result
	 * @return the simple name of the class of what was thrown; {@code none} for a result,
	 * and {@code other} if too many such names are known only to workers
	 */
	public static String of(@Nullable Throwable failure) {
		return SHARED.tag(failure);
	}

	String tag(@Nullable Throwable failure) {
		if (failure == null) {
			return NONE;
		}
		RemoteTaskException remote = RemoteTaskException.of(failure);
		return (remote != null) ? bounded(simple(remote.remoteType())) : simple(failure.getClass().getName());
	}

	/** A class without a name of its own is known by the one that it is in. */
	static String simple(String className) {
		int begin = className.lastIndexOf('.') + 1;
		for (int at = className.indexOf('$', begin); at >= 0; at = className.indexOf('$', at + 1)) {
			if (at + 1 < className.length() && Character.isJavaIdentifierStart(className.charAt(at + 1))) {
				begin = at + 1;
			}
		}
		return className.substring(begin, Math.min(className.length(), begin + LONGEST));
	}

	private String bounded(String name) {
		if (this.remote.contains(name)) {
			return name;
		}
		if (this.remote.size() >= MOST_REMOTE) {
			return OTHER;
		}
		this.remote.add(name);
		return name;
	}

}
