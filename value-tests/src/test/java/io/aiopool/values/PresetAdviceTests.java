package io.aiopool.values;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.aiopool.codec.CodecSettings;
import io.aiopool.codec.GrowingAllowList;
import io.aiopool.codec.PayloadCodec;
import io.aiopool.codec.PayloadException;
import io.aiopool.codec.TypeFilter;
import io.aiopool.values.LibraryValues.Case;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What the refusal of each value advises, and that this alone lets the value cross.
 */
@Tag("F102")
class PresetAdviceTests {

	private static final Pattern ADVICE = Pattern.compile("add '([a-z-]+)' to aiopool\\.trusted-presets");

	static List<Case> cases() {
		return LibraryValues.all();
	}

	@ParameterizedTest
	@MethodSource("cases")
	void thePresetThatIsAdvisedIsAllThatAValueNeeds(Case one) throws Exception {
		PayloadCodec refusing = codec(List.of("none"));
		PayloadException refusal = catchThrowableOfType(PayloadException.class, () -> refusing.encode(one.value()));
		assertThat(refusal).isNotNull();
		Matcher advice = ADVICE.matcher(refusal.getMessage());
		assertThat(advice.find()).as(refusal.getMessage()).isTrue();
		assertThat(advice.group(1)).isEqualTo(one.preset());
		PayloadCodec advised = codec(List.of("none", advice.group(1)));
		Object copy = advised.decode(advised.encode(one.value()));
		assertThat(one.probe().apply(copy)).isEqualTo(one.probe().apply(one.value()));
	}

	private static PayloadCodec codec(List<String> presets) {
		GrowingAllowList allowed = new GrowingAllowList();
		allowed.allowPresets(presets);
		TypeFilter filter = allowed.toWorkers();
		return new PayloadCodec(
				CodecSettings.of(PresetAdviceTests.class.getClassLoader(), filter).withDecodeLambdas(true));
	}

}
