using SharpFuzz;

namespace ComposeServer.Fuzz.Coverage;

/// <summary>Copies of our assemblies that count where they come through.</summary>
static class Instrumentation
{
    static readonly string[] Rooms = ["Ipld", "Json", "GraphQL", "Identity", "Log", "Streams", "Composites"];

    /// <summary>Copies this program and instruments our code in the copy.</summary>
    /// <returns>The copy's folder, beside the original so that it still finds the repository.</returns>
    public static string Make()
    {
        var source = AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar);
        var copy = source + "-instrumented";
        if (Directory.Exists(copy))
            Directory.Delete(copy, recursive: true);
        foreach (var folder in Directory.EnumerateDirectories(source, "*", SearchOption.AllDirectories).Prepend(source))
            Directory.CreateDirectory(copy + folder[source.Length..]);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
            File.Copy(file, copy + file[source.Length..]);
        foreach (var room in Rooms)
            Fuzzer.Instrument(Path.Combine(copy, $"ComposeServer.{room}.dll"), _ => true, Options.Value);
        return copy;
    }
}
