package io.aiopool.launch;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class ArgumentFileTests {

	private static final String ALPHABET = "ab \"'\\#@\t\n\r\f$*=:/-";

	@Test
	void javaReadsBackWhatWasWritten(@TempDir Path directory) throws Exception {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		List<String> arguments = new ArrayList<>(List.of("", " ", "#", "\\", "\"", "'", "@file", "C:\\new dir\\"));
		for (int i = 0; i < 200; i++) {
			StringBuilder argument = new StringBuilder();
			for (int length = random.nextInt(20); length > 0; length--) {
				argument.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
			}
			arguments.add(argument.toString());
		}
		assertThat(readBack(directory, arguments)).as("seed %d", seed).isEqualTo(arguments);
	}

	@Test
	void mayBeMuchLongerThanOneArgument(@TempDir Path directory) throws Exception {
		List<String> arguments = List.of("x".repeat(1_000_000));
		assertThat(readBack(directory, arguments)).isEqualTo(arguments);
	}

	/** The launcher also expands arguments of the program that stand in the file. */
	private static List<String> readBack(Path directory, List<String> arguments) throws Exception {
		List<String> options = new ArrayList<>(
				List.of("-cp", System.getProperty("java.class.path"), Echo.class.getName()));
		options.addAll(arguments);
		Path file = Files.write(directory.resolve("args"), ArgumentFile.content(options));
		Process java = new ProcessBuilder(Executables.java(null).toString(), "@" + file).redirectErrorStream(true)
			.start();
		List<String> lines = java.inputReader().lines().toList();
		assertThat(java.waitFor()).as(() -> String.join("\n", lines)).isZero();
		return lines.stream()
			.map((line) -> new String(Base64.getDecoder().decode(line.substring(1)), StandardCharsets.UTF_8))
			.toList();
	}

	/** Prints its arguments so that no character is lost. */
	static final class Echo {

		private Echo() {
		}

		public static void main(String[] arguments) {
			for (String argument : arguments) {
				System.out.println("=" + Base64.getEncoder().encodeToString(argument.getBytes(StandardCharsets.UTF_8)));
			}
		}

	}

}
