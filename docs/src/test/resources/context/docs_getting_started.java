class Context {
	final Logger log = LoggerFactory.getLogger(Context.class);
	Failing failing = new Failing();
}
