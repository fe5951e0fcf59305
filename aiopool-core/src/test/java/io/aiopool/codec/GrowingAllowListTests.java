package io.aiopool.codec;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

@Tag("F102")
class GrowingAllowListTests {

	private static final String GUAVA = "com.google.common.collect.ImmutableList";

	private static final String NESTED = "com.google.common.collect.ImmutableList$SerializedForm";

	private static final String VAVR = "io.vavr.collection.Vector";

	private static final String JACKSON = "com.fasterxml.jackson.databind.node.ObjectNode";

	private final GrowingAllowList allowed = new GrowingAllowList();

	@Test
	void valuesOfLibrariesGoToWorkersOnly() {
		assertThat(this.allowed.toWorkers().allows(GUAVA)).isTrue();
		assertThat(this.allowed.toWorkers().allows(NESTED)).isTrue();
		assertThat(this.allowed.allows(GUAVA)).isFalse();
		assertThat(this.allowed.toWorkers().allows(JACKSON)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.google.common.collect.Multimap", "com.google.common.base.Whatever", GUAVA })
	void aSignatureLeadsToTheLibraryOfATypeThatItNames(String named) {
		this.allowed.allowClasses(Set.of("com.acme.Order", named));
		assertThat(this.allowed.allows(GUAVA)).isTrue();
		assertThat(this.allowed.allows(VAVR)).isFalse();
	}

	@Test
	void aSignatureDoesNotLeadToWhatHasToBeChosen() {
		this.allowed.allowClasses(Set.of("com.fasterxml.jackson.databind.JsonNode"));
		assertThat(this.allowed.allows(JACKSON)).isFalse();
		this.allowed.allowPresets(List.of("jackson"));
		assertThat(this.allowed.allows(JACKSON)).isTrue();
		assertThat(this.allowed.toWorkers().allows(JACKSON)).isTrue();
	}

	@Test
	void noneTakesTheDefaultsAwayAndNothingElse() {
		this.allowed.allowPresets(List.of("vavr", "none"));
		this.allowed.allowClasses(Set.of(GUAVA));
		assertThat(this.allowed.allows(GUAVA)).isTrue();
		assertThat(this.allowed.allows("com.google.common.collect.ImmutableSet")).isFalse();
		assertThat(this.allowed.toWorkers().allows("com.google.common.collect.ImmutableSet")).isFalse();
		assertThat(this.allowed.toWorkers().allows(VAVR)).isTrue();
		assertThat(this.allowed.allows(VAVR)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.google.common.collect.MapMakerInternalMap",
			"com.google.common.collectx.ImmutableList", "com.google.common.reflect.ImmutableTypeToInstanceMap",
			"com.fasterxml.jackson.databind.node.POJONode", "org.springframework.data.domain.Sort$TypedSort",
			"kotlin.PairX", "org.eclipse.collections.impl.block.factory.Functions",
			"com.google.protobuf.GeneratedMessageLite$SerializedForm",
			"org.springframework.core.SerializableTypeWrapper$MethodInvokeTypeProvider" })
	void whatIsNotListedStaysOut(String className) {
		this.allowed.allowPresets(
				List.of("guava", "jackson", "spring", "spring-data", "kotlin", "eclipse-collections", "protobuf"));
		assertThat(this.allowed.toWorkers().allows(className)).isFalse();
	}

	@Test
	void subpackagesAreListedWhereTheyAreMeant() {
		assertThat(this.allowed.toWorkers().allows("org.eclipse.collections.impl.list.mutable.primitive.IntArrayList"))
			.isTrue();
	}

	@Test
	void aRefusalNamesThePreset() {
		assertThat(this.allowed.refusal(JACKSON)).endsWith("add 'jackson' to aiopool.trusted-presets");
		assertThat(this.allowed.refusal(GUAVA)).contains("comes from a worker only where")
			.endsWith("add 'guava' to aiopool.trusted-presets");
		assertThat(this.allowed.refusal("com.acme.Order")).endsWith("add its package to aiopool.trusted-packages");
		assertThat(this.allowed.refusal("tools.jackson.databind.node.POJONode")).contains("send that object")
			.doesNotContain("aiopool.trusted");
	}

	@Test
	void aPresetThatDoesNotExistIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.allowed.allowPresets(List.of("guave")))
			.withMessageContaining("guave")
			.withMessageContaining("eclipse-collections");
	}

	/** A refusal is remembered with the class, and must not outlive its reason. */
	@Test
	void whatWasRefusedCrossesOnceItIsAllowed() throws PayloadException {
		record Late(String text) {
		}
		PayloadCodec codec = new PayloadCodec(CodecSettings.of(getClass().getClassLoader(), this.allowed));
		assertThat(refused(codec, new Late("a"))).isTrue();
		this.allowed.allowClasses(Set.of(Late.class.getName()));
		assertThat(codec.decode(codec.encode(new Late("a")))).isEqualTo(new Late("a"));
	}

	@Test
	void eachDirectionHasAListOfItsOwn() throws PayloadException {
		record Goes(String text) {
		}
		PayloadCodec codec = new PayloadCodec(
				CodecSettings.of(getClass().getClassLoader(), (name) -> false).withWriteFilter((name) -> true));
		assertThat(refused(codec, new Goes("a"))).isFalse();
		PayloadException refusal = org.assertj.core.api.Assertions.catchThrowableOfType(PayloadException.class,
				() -> codec.decode(codec.encode(new Goes("a"))));
		assertThat(refusal.kind()).isEqualTo(PayloadException.Kind.NOT_ALLOWED);
	}

	private static boolean refused(PayloadCodec codec, Object value) {
		try {
			codec.encode(value);
			return false;
		}
		catch (PayloadException ex) {
			return true;
		}
	}

}
