using System.Reflection;
using System.Runtime.CompilerServices;

namespace ComposeServer.Tests.Stability;

/// <summary>Types and members that programs can use which reference an assembly of ours.</summary>
static class PublicMembers
{
    const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    /// <summary>Of the rooms in <c>src</c>, without the executable.</summary>
    public static IReadOnlyCollection<string> All() =>
        [
            .. Directory
                .EnumerateFiles(AppContext.BaseDirectory, "ComposeServer.*.dll")
                .Select(path => Path.GetFileNameWithoutExtension(path))
                .Where(IsRoom)
                .SelectMany(name => Assembly.Load(new AssemblyName(name)).GetExportedTypes())
                .SelectMany(Of)
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>A type and what it declares itself; what the compiler adds to a record is not ours to promise.</summary>
    internal static IEnumerable<string> Of(Type type)
    {
        var name = NameOf(type);
        yield return name;
        foreach (var member in type.GetMembers(Declared).Where(IsPromised))
            if (Signature(member) is { } signature)
                yield return $"{name}.{signature}";
    }

    static bool IsRoom(string name) =>
        Directory.Exists(Path.Combine(Tidy.SourceTree.Root, "src", name)) && name != "ComposeServer.Cli";

    static bool IsPromised(MemberInfo member) =>
        !member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && member switch
        {
            // Those of nested types are told with the types themselves.
            Type => false,
            MethodBase method => IsOpen(method)
                && (!method.IsSpecialName || method is ConstructorInfo || IsOperator(method)),
            FieldInfo field => (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly) && !field.IsSpecialName,
            PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsOpen),
            EventInfo happening => happening.AddMethod is { } add && IsOpen(add),
            _ => false,
        };

    static bool IsOpen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    static bool IsOperator(MethodBase method) => method.Name.StartsWith("op_", StringComparison.Ordinal);

    static string? Signature(MemberInfo member) =>
        member switch
        {
            ConstructorInfo maker => $"new({Parameters(maker)})",
            MethodInfo method => $"{method.Name}{Arguments(method)}({Parameters(method)}): {NameOf(method.ReturnType)}",
            FieldInfo field => $"{field.Name}: {NameOf(field.FieldType)}",
            PropertyInfo property => $"{property.Name}: {NameOf(property.PropertyType)}{Accessors(property)}",
            EventInfo happening => $"{happening.Name}: {NameOf(happening.EventHandlerType!)}",
            _ => null,
        };

    static string Accessors(PropertyInfo property) =>
        (property.GetMethod is { } get && IsOpen(get) ? " get" : "")
        + (property.SetMethod is { } set && IsOpen(set) ? " set" : "");

    static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)));

    static string Arguments(MethodInfo method) =>
        method.IsGenericMethodDefinition
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
            : "";

    /// <summary>Short for what comes with .NET, in full for ours.</summary>
    static string NameOf(Type type)
    {
        if (type.IsByRef)
            return NameOf(type.GetElementType()!) + "&";
        if (type.IsArray)
            return NameOf(type.GetElementType()!) + "[]";
        if (type.IsPointer)
            return NameOf(type.GetElementType()!) + "*";
        if (type.IsGenericParameter)
            return type.Name;
        var plain = type.Name.Split('`')[0];
        var outer =
            type.DeclaringType is { } declaring ? NameOf(declaring) + "."
            : type.Namespace is { } space && space.StartsWith("ComposeServer", StringComparison.Ordinal) ? space + "."
            : "";
        return type.IsGenericType
            ? $"{outer}{plain}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
            : outer + plain;
    }
}
