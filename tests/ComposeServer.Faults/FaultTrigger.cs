using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace ComposeServer.Faults;

/// <summary>
/// <c>kill -9</c> of its own process at a step of a commit. The steps are heard of by the spans and measurements that the server makes for
/// everybody, which call back on the thread that does the work, so that nothing happens between the step and the kill.
/// </summary>
/// <remarks>
/// The process is told by environment: <see cref="Point"/>, and once the file of <see cref="ArmedBy"/> exists, how often the step is passed
/// before (<see cref="After"/>). It leaves the file of <see cref="Mark"/> when it strikes.
/// </remarks>
public sealed class FaultTrigger
{
    /// <summary>Variable: one of <see cref="FaultPoint.All"/>.</summary>
    public const string Point = "FAULT_POINT";

    /// <summary>Variable: how many times the step is passed unharmed.</summary>
    public const string After = "FAULT_AFTER";

    /// <summary>Variable: path of a file; nothing is counted before it exists.</summary>
    public const string ArmedBy = "FAULT_ARMED_BY";

    /// <summary>Variable: path of the file that is written right before the kill.</summary>
    public const string Mark = "FAULT_MARK";

    const string LogSource = "ComposeServer.Log";
    const string Statements = "postgres.statement.duration";

    readonly string _point;
    readonly string _armedBy;
    readonly string _mark;
    int _left;

    FaultTrigger(string point, int after, string armedBy, string mark)
    {
        _point = point;
        _left = after;
        _armedBy = armedBy;
        _mark = mark;
    }

    /// <summary>Listens if the environment says so, as long as the process lives.</summary>
    public static void Arm()
    {
        if (Environment.GetEnvironmentVariable(Point) is not { Length: > 0 } point)
            return;
        var after = int.Parse(Required(After), CultureInfo.InvariantCulture);
        new FaultTrigger(point, after, Required(ArmedBy), Required(Mark)).Listen();
    }

    static string Required(string variable) =>
        Environment.GetEnvironmentVariable(variable)
        ?? throw new InvalidOperationException($"{variable} is not set beside {Point}");

    void Listen()
    {
        ActivitySource.AddActivityListener(
            new ActivityListener
            {
                ShouldListenTo = source => source.Name == LogSource,
                Sample = (ref _) => ActivitySamplingResult.AllData,
                ActivityStarted = span => Pass(BeginOf(span.OperationName)),
                ActivityStopped = span => Pass(EndOf(span.OperationName)),
            }
        );
        var measurements = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == Statements)
                    listener.EnableMeasurementEvents(instrument);
            },
        };
        measurements.SetMeasurementEventCallback<double>(
            (_, _, tags, _) =>
            {
                foreach (var (name, value) in tags)
                    if (name == "statement")
                        Pass(EndOf(value as string ?? ""));
            }
        );
        measurements.Start();
    }

    static string? BeginOf(string span) =>
        span switch
        {
            "log.intake" => FaultPoint.IntakeBegins,
            "log.commit_group" => FaultPoint.GroupTaken,
            _ => null,
        };

    static string? EndOf(string step) =>
        step switch
        {
            "log.decode" => FaultPoint.Decoded,
            "log.verify" => FaultPoint.Verified,
            "TakeCommitHead" => FaultPoint.HeadHeld,
            "InsertEvents" => FaultPoint.GroupWritten,
            "Commit" => FaultPoint.Committed,
            "log.commit_group" => FaultPoint.GroupOver,
            "log.intake" => FaultPoint.Answered,
            _ => null,
        };

    void Pass(string? point)
    {
        if (point != _point || !File.Exists(_armedBy) || Interlocked.Decrement(ref _left) != -1)
            return;
        File.WriteAllText(_mark, point);
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
