package io.aiopool.spring.launch.restarted;

/**
 * Has another version of its class file written over it with each restart.
 */
public class Version {

	public int number() {
		return 0;
	}

}
