namespace ComposeServer.Conformance.Vectors;

/// <summary>Lines for whoever runs the tests.</summary>
/// <remarks>
/// Run by themselves, the tests write to standard output. Under <c>dotnet test</c> the host keeps that to itself, so the lines also go
/// into a file beside the test assembly, which the project file shows after the run.
/// </remarks>
static class StandardOutput
{
    static readonly Lock Gate = new();
    static readonly string Copy = Path.Combine(AppContext.BaseDirectory, "vectors.txt");

    public static void WriteLine(string line)
    {
        lock (Gate)
        {
            Console.Out.WriteLine(line);
            File.AppendAllText(Copy, line + "\n");
        }
    }
}
