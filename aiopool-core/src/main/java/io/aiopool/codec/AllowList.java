package io.aiopool.codec;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * The standard filter: value types of the JDK, named classes, and whole packages with
 * their subpackages. Immutable and thread-safe.
 */
public final class AllowList implements TypeFilter {

	private static final AllowList JDK = new AllowList(Set.of(), Set.of());

	private final Set<String> classes;

	private final Set<String> packages;

	private AllowList(Set<String> classes, Set<String> packages) {
		this.classes = classes;
		this.packages = packages;
	}

	/**
	 * Returns the list that allows value types of the JDK only.
	 * @return the shared list
	 */
	public static AllowList jdkOnly() {
		return JDK;
	}

	/**
	 * Starts a list with the value types of the JDK on it.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	@Override
	public boolean allows(String className) {
		return JdkTypes.allows(className) || this.classes.contains(className) || inTrustedPackage(className);
	}

	/** Looks up each enclosing package, so that a prefix matches whole names only. */
	private boolean inTrustedPackage(String className) {
		if (this.packages.isEmpty()) {
			return false;
		}
		for (int dot = className.lastIndexOf('.'); dot > 0; dot = className.lastIndexOf('.', dot - 1)) {
			if (this.packages.contains(className.substring(0, dot))) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Returns the trusted packages.
	 * @return an unmodifiable set of names
	 */
	public Set<String> trustedPackages() {
		return this.packages;
	}

	/**
	 * Returns the classes allowed by name.
	 * @return an unmodifiable set of names
	 */
	public Set<String> trustedClasses() {
		return this.classes;
	}

	@Override
	public String toString() {
		return "AllowList[classes=" + this.classes + ", packages=" + this.packages + "]";
	}

	/**
	 * Collects what is allowed. Not thread-safe.
	 */
	public static final class Builder {

		private final Set<String> classes = new HashSet<>();

		private final Set<String> packages = new HashSet<>();

		private Builder() {
		}

		/**
		 * Allows the classes of a package and its subpackages.
		 * @param name a package name such as {@code com.acme.orders}
		 * @return this builder
		 * @throws IllegalArgumentException if it is no package name
		 */
		public Builder trustPackage(String name) {
			String stripped = Objects.requireNonNull(name, "name").strip();
			if (stripped.isEmpty() || stripped.startsWith(".") || stripped.endsWith(".")
					|| stripped.indexOf('*') >= 0) {
				throw new IllegalArgumentException("'" + name
						+ "' is not a package name; write it without dot or asterisk at the end, such as com.acme.orders");
			}
			this.packages.add(stripped);
			return this;
		}

		/**
		 * Allows the classes of several packages and their subpackages.
		 * @param names package names
		 * @return this builder
		 */
		public Builder trustPackages(Collection<String> names) {
			for (String name : names) {
				trustPackage(name);
			}
			return this;
		}

		/**
		 * Allows one class.
		 * @param binaryName its binary name, such as {@code com.acme.Order$Line}
		 * @return this builder
		 */
		public Builder trustClass(String binaryName) {
			this.classes.add(Objects.requireNonNull(binaryName, "binaryName"));
			return this;
		}

		/**
		 * Allows one class, or the element class of an array.
		 * @param type the class
		 * @return this builder
		 */
		public Builder trustClass(Class<?> type) {
			Class<?> element = type;
			while (element.isArray()) {
				element = element.getComponentType();
			}
			return trustClass(element.getName());
		}

		/**
		 * Returns the list.
		 * @return an immutable list
		 */
		public AllowList build() {
			return new AllowList(Collections.unmodifiableSet(new HashSet<>(this.classes)),
					Collections.unmodifiableSet(new HashSet<>(this.packages)));
		}

	}

}
