package io.aiopool.demo.web;

import java.util.Locale;

import io.aiopool.demo.chaos.ChaosKind;

import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Reads the kind of harm from a path, where it is written in lower case. */
@Component
class ChaosKindConverter implements Converter<String, ChaosKind> {

	@Override
	public ChaosKind convert(String source) {
		return ChaosKind.valueOf(source.toUpperCase(Locale.ROOT));
	}

}
