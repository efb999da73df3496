using System.Buffers;
using System.Text.Json;
using ComposeServer.Benchmarks.Operations;

namespace ComposeServer.Benchmarks.Report;

/// <summary>The figures for programs. Times are milliseconds, memory is bytes.</summary>
static class ReportJson
{
    public static byte[] ToUtf8(RunReport report)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Indented = true }))
            Write(json, report);
        return buffer.WrittenSpan.ToArray();
    }

    static void Write(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartObject();
        WriteMachine(json, report);
        WriteOptions(json, report);
        foreach (var side in report.Sides)
            json.WriteNumber($"{side.Name}PeakBytes", side.PeakBytes);
        json.WriteNumber("errors", report.Errors);
        json.WriteStartArray("operations");
        foreach (var operation in report.Operations)
        {
            json.WriteStartObject();
            json.WriteString("name", operation.Name);
            json.WriteNumber("connections", operation.Connections);
            foreach (var side in operation.Sides)
                WriteSide(json, side, operation.Ratio(side));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void WriteMachine(Utf8JsonWriter json, RunReport report)
    {
        var machine = report.Machine;
        json.WriteString("commit", machine.Commit);
        json.WriteStartObject("machine");
        json.WriteNumber("cores", machine.Cores);
        json.WriteString("processor", machine.Processor);
        json.WriteNumber("memoryBytes", machine.MemoryBytes);
        json.WriteString("system", machine.System);
        json.WriteString("runtime", machine.Runtime);
        json.WriteString("postgres", machine.Postgres);
        json.WriteString("durability", machine.Durability);
        json.WriteString("disk", machine.Disk);
        json.WriteNumber("loadBefore", machine.LoadBefore);
        json.WriteNumber("loadAfter", report.LoadAfter);
        json.WriteEndObject();
    }

    static void WriteOptions(Utf8JsonWriter json, RunReport report)
    {
        json.WriteStartObject("run");
        json.WriteNumber("seconds", report.Options.Seconds);
        json.WriteNumber("rounds", report.Options.Rounds);
        json.WriteNumber("warmUpSeconds", report.Options.WarmUpSeconds);
        json.WriteNumber("seed", report.Options.Seed);
        json.WriteNumber("authors", report.Size.Authors);
        json.WriteNumber("posts", report.Size.Posts);
        json.WriteNumber("comments", report.Size.Comments);
        json.WriteEndObject();
    }

    /// <param name="json">Where to.</param>
    /// <param name="side">The side.</param>
    /// <param name="ratio">Rate of the server against its rate; 1 for the server itself.</param>
    static void WriteSide(Utf8JsonWriter json, SideFigures side, double ratio)
    {
        json.WriteStartObject(side.Side);
        WriteNumber(json, "ratio", ratio);
        json.WriteNumber("answerBytes", side.AnswerBytes);
        json.WriteNumber("count", side.Count);
        WriteNumber(json, "perSecond", side.PerSecond);
        json.WriteStartArray("rounds");
        foreach (var round in side.Rounds)
            json.WriteNumberValue(Math.Round(round, 1));
        json.WriteEndArray();
        WriteNumber(json, "p50Ms", side.P50Ms);
        WriteNumber(json, "p99Ms", side.P99Ms);
        WriteNumber(json, "serverCpuMs", side.ServerCpuMs);
        WriteNumber(json, "postgresCpuMs", side.PostgresCpuMs);
        WriteNumber(json, "clientCpuMs", side.ClientCpuMs);
        WriteNumber(json, "othersShare", side.OthersShare);
        json.WriteNumber("residentBytes", side.ResidentBytes);
        json.WriteNumber("errors", side.Errors);
        json.WriteBoolean("ranOut", side.RanOut);
        json.WriteEndObject();
    }

    /// <summary>What could not be measured is null: JSON has no word for it.</summary>
    static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, Math.Round(value, 4));
        else
            json.WriteNull(name);
    }
}
