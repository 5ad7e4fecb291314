package jplay.runner.execute;

/**
 * What the configuration says for plays and tasks that do not say it themselves.
 *
 * @param missingHandlers whether a handler that is notified and not there is a mistake
 * @param managed what {@code ansible_managed} is in templates
 */
public record PlayDefaults(String strategy, boolean anyErrorsFatal, boolean missingHandlers, boolean noLog, String managed) {
    public static final PlayDefaults NONE = new PlayDefaults("linear", false, true, false, "Ansible managed");
}
