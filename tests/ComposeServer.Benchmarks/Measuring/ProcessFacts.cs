using System.Globalization;

namespace ComposeServer.Benchmarks.Measuring;

/// <summary>What Linux tells of a process. Source: proc(5), <c>stat</c> and <c>status</c>.</summary>
static class ProcessFacts
{
    /// <summary>The kernel counts in hundredths of a second for user programs, whatever it uses itself.</summary>
    public static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    /// <summary>User and system time of one process, without its children.</summary>
    public static TimeSpan Cpu(int process) =>
        ReadStat($"/proc/{process}/stat") is { } stat
            ? stat.Own
            : throw new BenchmarkException($"process {process} has ended");

    /// <summary>
    /// Time of a process, of its children, and of the children that it has outlived. Postgres is such a family: each session is a child of the
    /// main process.
    /// </summary>
    public static TimeSpan CpuOfFamily(int parent)
    {
        var sum = TimeSpan.Zero;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (
                !int.TryParse(
                    Path.GetFileName(folder),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out var process
                )
            )
                continue;
            if (ReadStat($"{folder}/stat") is not { } stat)
                continue;
            if (process == parent)
                sum += stat.Own + stat.EndedChildren;
            else if (stat.Parent == parent)
                sum += stat.Own;
        }

        return sum;
    }

    /// <summary>Time that all cores were at work since the machine started, for anybody.</summary>
    public static TimeSpan CpuOfMachine()
    {
        // cpu user nice system idle iowait irq softirq steal ...
        var fields = Fields(File.ReadLines("/proc/stat").First());
        return Tick
            * (Number(fields[1]) + Number(fields[2]) + Number(fields[3]) + Number(fields[6]) + Number(fields[7]));
    }

    /// <summary>Resident memory, in bytes.</summary>
    public static long ResidentBytes(int process) => Kilobytes(process, "VmRSS:") * 1024;

    /// <summary>Most resident memory that it ever had, in bytes.</summary>
    public static long ResidentPeakBytes(int process) => Kilobytes(process, "VmHWM:") * 1024;

    static long Kilobytes(int process, string name) =>
        Number(
            Fields(
                File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith(name, StringComparison.Ordinal))
            )[1]
        );

    static Stat? ReadStat(string path)
    {
        try
        {
            // pid (name) state ppid ...; the name may hold blanks and brackets.
            var text = File.ReadAllText(path);
            var fields = Fields(text[(text.LastIndexOf(')') + 1)..]);
            return new(
                (int)Number(fields[1]),
                Tick * (Number(fields[11]) + Number(fields[12])),
                Tick * (Number(fields[13]) + Number(fields[14]))
            );
        }
        catch (IOException)
        {
            return null;
        }
    }

    static string[] Fields(string line) => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    readonly record struct Stat(int Parent, TimeSpan Own, TimeSpan EndedChildren);
}
