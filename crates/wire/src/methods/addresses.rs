//! The addresses of methods as `/api/credentials` lists them: without version, variables in braces. Older clients compare
//! them to the letter.

use crate::methods;

/// Addresses that stand for several methods at once, as older clients look for them.
const JOINED: [(&str, &[&str]); 1] = [("/api/payment/(updateInvoice|check)", &["/payment/update-invoice", "/payment/check"])];

/// The addresses answered to a key that may call the methods for which `granted` is true. An address that stands for several is listed
/// with the last of them.
pub fn view(granted: impl Fn(&str) -> bool) -> Vec<String> {
    let one_by_one = methods::all().iter().filter(|method| granted(method.name())).map(|method| format!("/api{}", method.path));
    one_by_one.chain(joined(&granted)).collect()
}

fn joined(granted: impl Fn(&str) -> bool) -> Vec<String> {
    let whole = JOINED.iter().filter(|(_, names)| names.iter().all(|name| granted(name)));
    whole.map(|(address, _)| (*address).to_owned()).collect()
}

/// The methods behind an address, by name, whether or not this hub has them.
pub fn behind(address: &str) -> Vec<&str> {
    match JOINED.iter().find(|(joined, _)| *joined == address) {
        Some((_, names)) => names.to_vec(),
        None => vec![address.strip_prefix("/api").unwrap_or(address)],
    }
}

/// Whether this hub has what is behind an address. One that it lacks is answered to no key.
pub fn is_there(address: &str) -> bool {
    behind(address).iter().all(|name| methods::all().iter().any(|method| method.name() == *name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_stands_for_several_methods_needs_each_of_them() {
        let joined = |names: &[&str]| super::joined(|name| names.contains(&name));
        assert_eq!(joined(&["/payment/check", "/payment/update-invoice"]), ["/api/payment/(updateInvoice|check)"]);
        assert!(joined(&["/payment/check"]).is_empty() && joined(&["/payment/update-invoice"]).is_empty());
        assert_eq!(behind("/api/payment/(updateInvoice|check)"), ["/payment/update-invoice", "/payment/check"]);
    }

    #[test]
    fn an_address_is_that_of_its_method() {
        assert_eq!(view(|name| name == "/integration-modules/{code}/edit"), ["/api/integration-modules/{code}/edit"]);
        assert_eq!(behind("/api/orders/{externalId}"), ["/orders/{externalId}"]);
        assert!(is_there("/api/orders/{externalId}") && !is_there("/api/orders/{externalId}/forget"));
    }
}
