class Context { }
record Customer(String id) { }
record Report(String text) { static Report of(Object of) { return new Report(String.valueOf(of)); } }
