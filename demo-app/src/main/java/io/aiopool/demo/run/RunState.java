package io.aiopool.demo.run;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The states of a run. */
public enum RunState {

	/** Pages are being fetched. */
	@JsonProperty("running")
	RUNNING,

	/** The file is in place, pages that failed aside. */
	@JsonProperty("finished")
	FINISHED,

	/** Something else than a page failed; there is no file. */
	@JsonProperty("broken")
	BROKEN

}
