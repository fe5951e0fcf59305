package io.aiopool.codec;

import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

import io.aiopool.codec.PayloadException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Decides which exceptions may be rebuilt as what they are: those that the allow-list
 * has, and those of which {@link ThrowableProof} is given. The second kind is bounded by
 * number, for a sender and in all, so that nobody makes this process load classes without
 * end. Thread-safe.
 */
final class FailureTypes implements TypeFilter {

	/** So many names that are not allowed are examined in all. */
	static final int MOST = 256;

	/** So many of them for one sender. */
	static final int MOST_OF_SENDER = 64;

	/** What is allowed needs no proof. */
	private static final String ADVICE = ". Name it in the throws clause of the method, or add its package to"
			+ " aiopool.trusted-packages";

	/** Plain names that exceptions of the JDK hold. */
	private static final Set<String> NAMES = Set.of("javax.naming.CompositeName", "javax.naming.CompoundName",
			"javax.naming.ldap.LdapName");

	private final TypeFilter allowed;

	private final ClassLoader loader;

	private final Map<String, Verdict> examined = new ConcurrentHashMap<>();

	/** Exceptions that are proved, with their ancestors. */
	private final Set<String> proved = ConcurrentHashMap.newKeySet();

	/** What exceptions that are allowed lead to: their fields may hold it. */
	private final Set<String> declared = ConcurrentHashMap.newKeySet();

	/** How many names each sender has had examined; guarded by this. */
	private final Map<Object, Integer> senders = new WeakHashMap<>();

	/**
	 * What is known of a name.
	 *
	 * @param type the class, if it may be rebuilt
	 * @param objection why it may not be
	 * @param isException whether it is the name of an exception, as far as is known
	 */
	record Verdict(@Nullable Class<?> type, @Nullable String objection, boolean isException) {

		static Verdict no(String objection) {
			return new Verdict(null, objection, true);
		}

	}

	FailureTypes(TypeFilter allowed, ClassLoader loader) {
		this.allowed = allowed;
		this.loader = loader;
	}

	@Override
	public boolean allows(String className) {
		return this.allowed.allows(className) || this.proved.contains(className) || NAMES.contains(className)
				|| this.allowed.allowsWithin(this.declared, className);
	}

	@Override
	public String refusal(String className) {
		return this.allowed.refusal(className);
	}

	/** Says why an exception of this process may not be rebuilt in the other one. */
	@Nullable String objection(Class<?> type) {
		if (this.allowed.allows(type.getName())) {
			expectFields(type);
			return null;
		}
		String objection = ThrowableProof.objection(type);
		if (objection != null) {
			return objection + ADVICE;
		}
		admit(type);
		return null;
	}

	/**
	 * Finds the class that a sender names as that of an exception.
	 * @throws PayloadException if it is none
	 */
	Verdict judge(String name, Object sender) throws PayloadException {
		Verdict verdict = this.allowed.allows(name) ? expected(name) : this.examined.get(name);
		if (verdict == null) {
			verdict = examine(name, sender);
		}
		if (!verdict.isException()) {
			throw new PayloadException(Kind.NOT_ALLOWED, name + " came in the place of an exception, but is none", name,
					null);
		}
		return verdict;
	}

	/** One name at a time, so that none is counted twice. */
	private synchronized Verdict examine(String name, Object sender) {
		Verdict known = this.examined.get(name);
		if (known != null) {
			return known;
		}
		int count = this.senders.getOrDefault(sender, 0);
		if (count >= MOST_OF_SENDER || this.examined.size() >= MOST) {
			return Verdict.no("the pool examines no more than " + MOST
					+ " exceptions that are not on the allow-list, and of those of one worker " + MOST_OF_SENDER
					+ ADVICE);
		}
		this.senders.put(sender, count + 1);
		Verdict verdict = find(name);
		Class<?> type = verdict.type();
		if (type != null) {
			String objection = ThrowableProof.objection(type);
			if (objection != null) {
				verdict = Verdict.no(objection + ADVICE);
			}
			else {
				admit(type);
			}
		}
		this.examined.put(name, verdict);
		return verdict;
	}

	private Verdict find(String name) {
		try {
			Class<?> type = Class.forName(name, false, this.loader);
			return Throwable.class.isAssignableFrom(type) ? new Verdict(type, null, true)
					: new Verdict(null, name + " is no exception", false);
		}
		catch (ClassNotFoundException | LinkageError ex) {
			return Verdict.no(name + " cannot be loaded in this process; put it on the class path of both");
		}
	}

	private Verdict expected(String name) {
		Verdict verdict = find(name);
		if (verdict.type() != null) {
			expectFields(verdict.type());
		}
		return verdict;
	}

	/** Those of the application may hold values of libraries, and say of which. */
	private void expectFields(Class<?> type) {
		if (TypeCodecs.isPlatform(type) || this.declared.contains(type.getName())) {
			return;
		}
		try {
			this.declared.addAll(SignatureTypes.of(type));
		}
		catch (LinkageError | TypeNotPresentException ex) {
			// What is missing cannot come.
			this.declared.add(type.getName());
		}
	}

	private void admit(Class<?> type) {
		for (Class<?> c : ThrowableProof.ancestry(type)) {
			this.proved.add(c.getName());
		}
	}

}
