package jplay.tasks.modules.kube;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Read;
import jplay.tasks.text.JsonText;
import org.jspecify.annotations.Nullable;

/** An object as a definition has it. */
record KubeObject(Map<String, Object> definition) {

    private static @Nullable String text(@Nullable Object value) {
        return value == null || value.toString().isEmpty() ? null : value.toString();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> copy(Map<?, ?> map) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    String kind() {
        String kind = text(definition.get("kind"));
        if (kind == null) {
            throw new ModuleFailure("a definition has no kind: give kind, or write it into the definition");
        }
        return kind;
    }

    String apiVersion() {
        String version = text(definition.get("apiVersion"));
        return version == null ? "v1" : version;
    }

    Map<String, Object> metadata() {
        return definition.get("metadata") instanceof Map<?, ?> map ? copy(map) : new LinkedHashMap<>();
    }

    @Nullable String name() {
        return text(metadata().get("name"));
    }

    @Nullable String namespace() {
        return text(metadata().get("namespace"));
    }

    /** As kubectl takes it: {@code Deployment.v1.apps}. */
    static String resource(String kind, String apiVersion) {
        int slash = apiVersion.indexOf('/');
        return slash < 0 ? kind + "." + apiVersion + "." : kind + "." + apiVersion.substring(slash + 1) + "." + apiVersion.substring(0, slash);
    }

    String resource() {
        return resource(kind(), apiVersion());
    }

    String json() {
        return JsonText.of(definition);
    }

    Read.Subject subject() {
        return subject(kind(), namespace(), name());
    }

    static Read.Subject subject(String kind, @Nullable String namespace, @Nullable String name) {
        return new Read.Subject("k8s", kind + " " + (namespace == null ? "" : namespace) + "/" + name);
    }

    /** With what the parameters say where the definition is silent. */
    KubeObject with(@Nullable String kind, @Nullable String apiVersion, @Nullable String name, @Nullable String namespace, @Nullable String generateName) {
        Map<String, Object> all = new LinkedHashMap<>(definition);
        Map<String, Object> metadata = metadata();
        if (kind != null) {
            all.putIfAbsent("kind", kind);
        }
        if (apiVersion != null) {
            all.putIfAbsent("apiVersion", apiVersion);
        }
        if (name != null) {
            metadata.putIfAbsent("name", name);
        }
        if (namespace != null) {
            metadata.putIfAbsent("namespace", namespace);
        }
        if (generateName != null && metadata.get("name") == null) {
            metadata.putIfAbsent("generateName", generateName);
        }
        all.put("metadata", metadata);
        return new KubeObject(all);
    }

    /** With a hash of the content behind the name, for ConfigMaps and Secrets. */
    KubeObject hashed() {
        if (!List.of("ConfigMap", "Secret").contains(kind()) || name() == null) {
            return this;
        }
        Map<String, Object> content = new LinkedHashMap<>();
        for (String key : kind().equals("Secret") ? List.of("data", "kind", "name", "type") : List.of("binaryData", "data", "kind", "name")) {
            Object value = key.equals("kind") ? kind() : key.equals("name") ? name() : definition.get(key);
            if (value != null || key.equals("data")) {
                content.put(key, value instanceof Map<?, ?> map ? new java.util.TreeMap<>(map) : value == null ? "" : value);
            }
        }
        String hash = Content.of(JsonText.of(content).getBytes(StandardCharsets.UTF_8)).digest("SHA-256").substring(0, 10)
                .replace('0', 'g').replace('1', 'h').replace('3', 'k').replace('a', 'm').replace('e', 't');
        Map<String, Object> all = new LinkedHashMap<>(definition);
        Map<String, Object> metadata = metadata();
        metadata.put("name", name() + "-" + hash);
        all.put("metadata", metadata);
        return new KubeObject(all);
    }

    /** Without what the server changes by itself. */
    static Map<String, Object> essence(Map<?, ?> object) {
        Map<String, Object> all = copy(object);
        all.remove("status");
        if (all.get("metadata") instanceof Map<?, ?> map) {
            Map<String, Object> metadata = copy(map);
            List.of("managedFields", "generation", "resourceVersion", "uid", "creationTimestamp", "selfLink").forEach(metadata::remove);
            all.put("metadata", metadata);
        }
        return all;
    }
}
