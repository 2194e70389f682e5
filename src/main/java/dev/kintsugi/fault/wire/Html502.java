package dev.kintsugi.fault.wire;

import dev.kintsugi.domain.event.Ending;
import dev.kintsugi.fault.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A gateway on the way that answers with a page for people.
record Html502() implements Disturbance {
    private static final String PAGE = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n"
            + "<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n";

    @Override
    public String name() { return "html_502"; }

    @Override
    public String summary() { return "A 502 with a page of HTML, as a proxy on the way gives it."; }

    @Override
    public List<Parameter> parameters() { return List.of(); }

    @Override
    public boolean fits(boolean streamed) { return true; }

    @Override
    public Ending ending() { return Ending.ERROR; }

    @Override
    public Optional<List<Step>> steps(Sending reply, Settings set) {
        var page = PAGE.getBytes(StandardCharsets.UTF_8);
        return Optional.of(List.of(new Step.Head(502, Map.of("content-type", "text/html"), page.length),
                new Step.Data(page), new Step.End()));
    }
}
