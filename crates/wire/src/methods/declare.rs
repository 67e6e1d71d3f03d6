//! The form in which methods are declared.

/// Declares methods, by groups: name, verb, path without version, versions, permission, request, reply, summary, and what else is to be
/// said: `long` (a [`Weight`](super::Weight)), `status = 201` (of a success), `writes` (for a GET), `reads = File`, `answers = File`.
///
/// Each becomes a type with an `impl Method`; all of them become the list and the macro `every_method!`, which hands their names, in the
/// order of the list, to another macro. The first token is the dollar sign, which that macro needs.
macro_rules! methods {
    (($d:tt) $($group:literal { $(
        $name:ident: $verb:ident $path:literal $versions:ident $scope:ident, $request:ty => $reply:ty, $summary:literal
        $(, $fact:ident $(= $value:tt)?)*;
    )* })*) => {
        $($(
            #[doc = concat!("`", stringify!($verb), " ", $path, "`: ", $summary, ".")]
            pub struct $name;

            impl Method for $name {
                const VERB: Verb = crate::methods::declare::fact!($verb);
                const PATH: &'static str = $path;
                const VERSIONS: Versions = Versions::$versions;
                const SCOPE: Permission = Permission::$scope;
                const SUMMARY: &'static str = $summary;
                $(crate::methods::declare::fact!($fact $($value)?);)*
                type Request = $request;
                type Reply = $reply;
            }
        )*)*

        /// How many methods there are.
        pub const COUNT: usize = [$($(stringify!($name)),*),*].len();

        static METHODS: &[&Entry; COUNT] = &[$($(&Entry::of::<$name>($group)),*),*];

        /// Hands the names of all methods, in the order of the list, to a macro.
        #[macro_export]
        macro_rules! every_method {
            ($d callback:ident) => { $d callback! { $($($name)*)* } };
        }
    };
}
pub(super) use methods;

/// What a word of [`methods`] stands for.
macro_rules! fact {
    (GET) => {
        Verb::Get
    };
    (POST) => {
        Verb::Post
    };
    (long) => {
        const WEIGHT: Weight = Weight::Long;
    };
    (writes) => {
        const WRITES: bool = true;
    };
    (status $status:literal) => {
        const STATUS: u16 = $status;
    };
    (reads $what:ident) => {
        const READS: Reads = Reads::$what;
    };
    (answers $what:ident) => {
        const ANSWERS: Answers = Answers::$what;
    };
}
pub(super) use fact;
