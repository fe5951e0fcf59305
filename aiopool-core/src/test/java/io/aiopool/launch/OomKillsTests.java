package io.aiopool.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class OomKillsTests {

	@TempDir
	private Path root;

	@Test
	void controlGroupOfThisProcessTells() throws IOException {
		write("proc/self/cgroup", "0::/pods/one\n");
		write("proc/vmstat", "oom_kill 7\n");
		write("groups/pods/one/memory.events", "max 3\noom 1\noom_kill 1\n");
		OomKills kills = kills();
		write("proc/vmstat", "oom_kill 8\n");
		assertThat(kills.haveGrown()).isFalse();
		write("groups/pods/one/memory.events", "max 3\noom 2\noom_kill 2\n");
		assertThat(kills.haveGrown()).isTrue();
		assertThat(kills.haveGrown()).isFalse();
	}

	@Test
	void machineTellsWithoutAControlGroup() throws IOException {
		write("proc/vmstat", "nr_free_pages 1\noom_kill 7\n");
		OomKills kills = kills();
		assertThat(kills.haveGrown()).isFalse();
		write("proc/vmstat", "nr_free_pages 1\noom_kill 8\n");
		assertThat(kills.haveGrown()).isTrue();
	}

	@Test
	void otherSystemsSayNothing() {
		assertThat(kills().haveGrown()).isFalse();
	}

	private OomKills kills() {
		return new OomKills(this.root.resolve("proc"), this.root.resolve("groups"));
	}

	private void write(String file, String text) throws IOException {
		Path path = this.root.resolve(file);
		Files.createDirectories(path.getParent());
		Files.writeString(path, text);
	}

}
