package jplay.tasks.contract;

/** In check mode: this depends on something that only a real run can tell; the message says on what. */
public class NotKnownYet extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotKnownYet(String why) {
        super(why, null, false, false);
    }
}
