package dev.kintsugi.agent.pack;

import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

/// Where in a YAML text a path leads: the mapping error itself often points behind the place, as a record's fields are
/// gathered before it is made. Immutable.
record YamlPlace(String text) {
    /// The deepest place of the path that the text has; empty for an empty path, and for a text that is nested too deep.
    Optional<Mark> of(List<Reference> path) {
        try {
            return in(root(), path);
        } catch (YAMLException _) {
            return Optional.empty();
        }
    }

    private Node root() {
        var options = new LoaderOptions();
        return new Composer(new ParserImpl(new StreamReader(new StringReader(text)), options), new Resolver(), options)
                .getSingleNode();
    }

    private static Optional<Mark> in(Node root, List<Reference> path) {
        var node = root;
        Optional<Mark> place = Optional.empty();
        for (var step : path) {
            var found = inside(node, step);
            if (found.isEmpty()) {
                break;
            }
            place = Optional.of(found.get().mark());
            node = found.get().node();
        }
        return place;
    }

    private record Found(Mark mark, Node node) {}

    private static Optional<Found> inside(Node node, Reference step) {
        return switch (node) {
            case MappingNode mapping -> mapping.getValue().stream()
                    .filter(entry -> entry.getKeyNode() instanceof ScalarNode key
                            && key.getValue().equals(step.getFieldName()))
                    .findFirst().map(entry -> new Found(entry.getKeyNode().getStartMark(), entry.getValueNode()));
            case SequenceNode list when step.getIndex() >= 0 && step.getIndex() < list.getValue().size() ->
                Optional.of(list.getValue().get(step.getIndex())).map(item -> new Found(item.getStartMark(), item));
            default -> Optional.empty();
        };
    }
}
