using System.CommandLine;

namespace ComposeServer.Benchmarks.Sockets;

/// <summary>Sub-command <c>sockets</c>: many sockets on one operation, how late they are told, and what a socket takes.</summary>
static class SocketsCommand
{
    public static Command Make(TimeProvider clock)
    {
        var sockets = Number("--sockets", "Sockets.", 10_000);
        var authors = Number("--authors", "Authors; the sockets are spread over them.", 1_000);
        var writes = Number("--writes", "Documents a second while each socket listens to one author.", 500);
        var broadcasts = Number("--broadcasts", "Documents a second while each socket listens to all.", 3);
        var seconds = Number("--seconds", "Measured seconds of each.", 20);
        var command = new Command("sockets", "Measures subscriptions over WebSockets.")
        {
            sockets,
            authors,
            writes,
            broadcasts,
            seconds,
        };
        command.SetAction(
            (parsed, cancel) =>
                SocketsRun.RunAsync(
                    new(
                        parsed.GetValue(sockets),
                        parsed.GetValue(authors),
                        parsed.GetValue(writes),
                        parsed.GetValue(broadcasts),
                        parsed.GetValue(seconds)
                    ),
                    clock,
                    cancel
                )
        );
        return command;
    }

    static Option<int> Number(string name, string description, int standard) =>
        new(name) { Description = description, DefaultValueFactory = _ => standard };
}
