using System.Reflection;

namespace ComposeServer.Conformance.Vectors;

/// <summary>
/// What must hold of every case of some recorded files. To consume a new file, name it in the constructor of the class that knows its
/// kind, or write such a class: it is found by itself. Several classes may consume one file; together they must read all of it.
/// </summary>
/// <param name="files">Names below the vector folder; a <c>*</c> stands for the name of a file.</param>
abstract class VectorClaims(params string[] files)
{
    /// <summary>One of each class.</summary>
    public static IReadOnlyList<VectorClaims> Everyone { get; } =
    [
        .. typeof(VectorClaims)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(VectorClaims)) && !type.IsAbstract)
            .Select(type => (VectorClaims)Activator.CreateInstance(type)!),
    ];

    static readonly Dictionary<string, string> NothingAside = new(StringComparer.Ordinal);

    readonly List<VectorClaim> _claims = [];

    /// <summary>Where the cases are, or null: in the list <c>cases</c>, or where another class of the same file says.</summary>
    public virtual CaseShape? Shape => null;

    /// <summary>Members that nothing reads, each with the reason: paths from the file or from the case, in which items have no number.</summary>
    public virtual IReadOnlyDictionary<string, string> Aside => NothingAside;

    public IReadOnlyList<string> Files { get; } = files;

    public IReadOnlyList<VectorClaim> Claims => _claims;

    /// <summary>Whoever consumes that file; nobody when it is unknown.</summary>
    public static IReadOnlyList<VectorClaims> Of(string file) => [.. Everyone.Where(claims => claims.Consumes(file))];

    /// <summary>Adds a claim; its method's name is what a failure shows.</summary>
    protected void Claim(Action<VectorCase> check, Func<VectorCase, bool>? when = null) =>
        Claim(
            check.Method,
            (one, _) =>
            {
                check(one);
                return Task.CompletedTask;
            },
            when
        );

    /// <summary>Adds a claim that waits for something.</summary>
    protected void Claim(Func<VectorCase, CancellationToken, Task> check, Func<VectorCase, bool>? when = null) =>
        Claim(check.Method, check, when);

    void Claim(MethodInfo method, Func<VectorCase, CancellationToken, Task> check, Func<VectorCase, bool>? when) =>
        _claims.Add(new(method.Name.Replace('_', ' '), when ?? (_ => true), check));

    bool Consumes(string file) =>
        Files.Any(name =>
            name.Split('*') is [var start, var end]
                ? file.StartsWith(start, StringComparison.Ordinal)
                    && file.EndsWith(end, StringComparison.Ordinal)
                    && !file[start.Length..].Contains('/', StringComparison.Ordinal)
                : name == file
        );
}

/// <summary>One sentence about cases: which it is about, and how it is checked.</summary>
sealed record VectorClaim(string Name, Func<VectorCase, bool> When, Func<VectorCase, CancellationToken, Task> Check);
