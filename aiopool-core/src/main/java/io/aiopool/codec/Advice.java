package io.aiopool.codec;

/**
 * What refusals of the codec tell people to do. {@code AdviceTests} has a test for each
 * that does it and is better off.
 */
enum Advice {

	TRUST_PACKAGE("%s is not on the allow-list; add its package to aiopool.trusted-packages"),

	NAME_PACKAGE("%s is not on the allow-list, and in no package that could be added to aiopool.trusted-packages;"
			+ " move it into one"),

	TRUST_IMPLEMENTATIONS("only classes of the application and of aiopool.trusted-packages can stand behind it"),

	LEAVE_UNTRUSTED("%s is not on the allow-list, and its package should not be trusted; pass a name, or the data that"
			+ " it was made from, and let the method look it up"),

	NO_GENERATED_CLASS("it is the class of a lambda or proxy, which only this process has; pass the interface that it"
			+ " implements, or its name"),

	SEND_URL_TEXT(
			"only the handler that it was made with knows its protocol '%s'; send its text, and make the URL where"
					+ " it is needed"),

	LOAD_IN_BOTH("%s cannot be loaded in this process; put it on the class path of both"),

	SAME_VERSION("%s differs between the two processes; run both with the same version of it"),

	EQUAL_KEYS("some of its %s elements or keys are equal to others where it is built anew, as happens when they are"
			+ " changed while they are in it; send them in a list"),

	SAME_LAMBDAS("%s has no Serializable lambda; run both processes with the same version of it"),

	SERIALIZABLE_LAMBDA("a lambda travels only if its functional interface extends java.io.Serializable, as those of"
			+ " io.aiopool do; declare it so, cast the lambda to it and java.io.Serializable, or pass an object of a class"
			+ " that implements it"),

	SERIALIZABLE_FUNCTION(
			"a function of Kotlin travels only if it is marked @JvmSerializableLambda; mark it so, or pass an"
					+ " object of a class that implements the type of the function"),

	LIBRARY_LAMBDA(
			"it is a lambda of a library, which does not travel; pass an object of a class that implements %s in its"
					+ " place, or the data that the object around it was made from"),

	JDK_LAMBDA("it is a lambda that the JDK has made, which does not travel; write one of your own in its place, in a"
			+ " functional interface that extends java.io.Serializable, or pass what it was made from"),

	NO_LAMBDA_BACK(
			"A lambda is not accepted here; lambdas travel from parent to child only. Return what it computes, or"
					+ " an object of a class that implements its interface"),

	LOCAL_COPIES("the lambda uses 'this' and takes %s along: copy what it needs into local variables before"),

	NO_RECEIVER("the method reference takes its object, of %s, along: refer to a static method, or make the object in a"
			+ " lambda"),

	STATIC_CLASS("%s is an inner class and takes its enclosing %s along: make it static"),

	NO_COMPONENT("the component '%s' of the record %s holds it: pass a record without it"),

	COMPUTE("the property '%s' of %s is delegated to an object that holds it: compute it in a getter instead"),

	MAKE_TRANSIENT("the field '%s' of %s holds it: make the field transient, and it arrives as null"),

	MAKE_TRANSIENT_AND_SERIALIZABLE(
			"the field '%s' of %s holds it: make the field transient and the class Serializable, and"
					+ " it arrives as null"),

	REPLACE_HOLDER(
			"an object of %s holds it, which is no class of yours to change: send something else in place of that"
					+ " object, such as the data that it was made from"),

	FETCH("it is not loaded, and only the session of this process could load it; fetch it in the query (join fetch,"
			+ " @EntityGraph), or pass a DTO or the id instead of the entity"),

	/** Said of a class before there is a value. */
	SET_TRANSIENT("what its transient %s holds is not sent, and nothing sets it again. Give the class a constructor"
			+ " without arguments (it may be private) that does, or make the class Serializable if null will do"),

	/** Said of a class before there is a value. */
	FETCH_LAZY("it is a JPA entity, and refused while its %s is not loaded. Fetch it in the query (join fetch,"
			+ " @EntityGraph), or pass a DTO"),

	SEND_DATA("it belongs to the JDK and is not Serializable; send the data it was made from instead"),

	SEND_RECORD("it extends %s, whose state cannot be read; send a record of its data instead"),

	OPEN_PACKAGE("its module %s does not open package %2$s to aiopool; write 'opens %2$s;' into its module-info.java"),

	NO_ENUM_SET("its enum has no constants; send an empty set of another kind, such as Set.of()"),

	BREAK_CYCLE(
			"A cycle leads back to an object of %s, which can only be built complete, as a record, an immutable collection"
					+ " or the like, and so cannot be rebuilt; use an ordinary class or a mutable collection in its place, or"
					+ " refer to it by an id"),

	BREAK_CYCLE_OF_HOOKS(
			"A cycle leads back to an object of %s, which can only be built complete, as the class or one that it extends"
					+ " has writeObject, readObject, writeReplace or the like; do without these, or refer to it by an id"),

	FLATTEN("The graph is nested more than %s levels deep; send a flatter structure, such as a list instead of linked"
			+ " nodes"),

	SEND_PARTS("The graph has more than %s elements; send it in parts"),

	SEND_LESS("The payload exceeds %s bytes; send less, send a reference to the data, or raise aiopool.max-payload");

	private final String text;

	Advice(String text) {
		this.text = text;
	}

	String text(Object... values) {
		return (values.length == 0) ? this.text : this.text.formatted(values);
	}

}
